"""Is this child on a plan? Yes or no at two in the morning, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from desk.domain.safety import safety_lines
from people.domain.look_up import Criteria, Found, look_up
from people.domain.queries import posted
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Child, Professional
from people.notices import tell_chair_of_look_up
from plans.models import Plan


@dataclass(frozen=True)
class Answer:
    """About one child. Where the reader may not open the family, only yes or no is told.

    `theirs`: the plan of another authority that the child came with, kept apart from ours.
    """

    found: Found
    plan: Plan | None
    theirs: Plan | None
    lead: Professional | None
    chair: Professional | None
    safety: list[str]
    ring: list[str]

    @property
    def child(self) -> Child:
        return self.found.child

    @property
    def on_a_plan(self) -> bool:
        return self.plan is not None


def is_on_a_plan(*, criteria: Criteria, reason: str, by: User) -> list[Answer]:
    """Every child who fits, best first; audited with the reason; each chair is told."""
    result = look_up(criteria=criteria, reason=reason, by=by)
    children = [found.child for found in result.found]
    plans, theirs = open_plans(children), plans_elsewhere(children)
    holders = holders_for(children)
    heads = [str(head) for head in posted(Role.HEAD_OF_SERVICE)] if children else []
    answers = []
    for found in result.found:
        roles = holders.get(found.child.family_id, {})
        chair = roles.get(CaseRoleKind.CHAIR)
        if chair and chair.user and chair.user.pk != by.pk:
            tell_chair_of_look_up(
                found.child, chair=chair.user, asked_by=by, event_id=result.event_id
            )
        plan, other = plans.get(found.child.pk), theirs.get(found.child.pk)
        answers.append(_answer(found, plan, other, roles, heads, by))
    return answers


def _answer(
    found: Found,
    plan: Plan | None,
    theirs: Plan | None,
    roles: dict[str, Professional],
    heads: list[str],
    by: User,
) -> Answer:
    if not found.may_open:
        return Answer(found, plan, theirs, None, None, [], heads)
    return Answer(
        found,
        plan,
        theirs,
        roles.get(CaseRoleKind.LEAD_SOCIAL_WORKER),
        roles.get(CaseRoleKind.CHAIR),
        safety_lines(plan, by=by) if plan else [],
        [],
    )


def open_plans(children: list[Child]) -> dict[int, Plan]:
    """The open child protection plan of each child that has one, by child."""
    plans = Plan.objects.open().child_protection().filter(child__in=children)
    return {plan.child_id: plan for plan in plans.select_related("record")}


def plans_elsewhere(children: list[Child]) -> dict[int, Plan]:
    """The open plan that another authority has for each child, where one is known."""
    plans = Plan.objects.open().of_another_authority().filter(child__in=children)
    return {plan.child_id: plan for plan in plans}


def holders_for(children: list[Child]) -> dict[int, dict[str, Professional]]:
    """Who holds which role today, by family and role."""
    roles = CaseRole.objects.current().filter(
        family__in={child.family_id for child in children},
        kind__in=[CaseRoleKind.CHAIR, CaseRoleKind.LEAD_SOCIAL_WORKER],
    )
    holders: dict[int, dict[str, Professional]] = {}
    for role in roles.select_related("professional__person", "professional__user"):
        holders.setdefault(role.family_id, {})[role.kind] = role.professional
    return holders
