"""May this person? What may be *seen* is in `people`: whoever sees the family sees its concerns.

Whoever sees it only because they broke the glass raises, settles and answers nothing.
"""

from __future__ import annotations

from accounts.models import User
from conferences.rules import is_chair
from escalations.models.complaint import Complaint
from escalations.models.form_stage import FormStage
from escalations.models.raised import Raised
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family
from people.rules import has_role, is_staff, may_see_family, reaches_family

RAISERS = (Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)


def may_raise(user: User) -> bool:
    """Principal officers and heads: those who are independent of the case."""
    return has_role(user, *RAISERS)


def may_raise_about(user: User, family: Family) -> bool:
    return may_raise(user) and reaches_family(user, family)


def may_settle(user: User, raised: Raised) -> bool:
    """Whoever raised it, the family's chair of today, or a head of service."""
    if not may_raise_about(user, raised.family):
        return False
    if raised.raised_by_id == user.pk or has_role(user, Role.HEAD_OF_SERVICE):
        return True
    chairs = CaseRole.objects.current().filter(family=raised.family, kind=CaseRoleKind.CHAIR)
    return chairs.filter(professional__user=user).exists()


def may_answer(user: User, stage: FormStage) -> bool:
    """The person asked at this stage, with their own sign-in."""
    asked = stage.recipient.user_id == user.pk
    return asked and reaches_family(user, stage.form.family)


def may_take_complaints(user: User) -> bool:
    """Write down a complaint that has come in: whoever opens the post."""
    return has_role(user, *RAISERS, Role.BUSINESS_SUPPORT)


def may_take_complaint_about(user: User, family: Family) -> bool:
    return may_take_complaints(user) and reaches_family(user, family)


def may_answer_complaint(user: User, complaint: Complaint) -> bool:
    """Stage 1 is the chair of that conference; a head of service may stand in."""
    return is_chair(user, complaint.conference) or may_run_panels(user)


def who_answers(complaint: Complaint) -> User | None:
    """The chair of the conference, while they are here and may see the family. Whoever stood in
    may not once they have left their post: then the heads of service answer."""
    chair = complaint.conference.chair
    user = chair.user if chair else None
    if user is None or not user.is_active or not may_see_family(user, complaint.family):
        return None
    return user


def may_run_panels(user: User) -> bool:
    """Stages 2 and 3 are independent of the chair."""
    return has_role(user, Role.HEAD_OF_SERVICE)


def works_with_escalations(user: User) -> bool:
    """Whether the lists stand in their navigation bar."""
    return has_role(user, *RAISERS, Role.TEAM_MANAGER, Role.SOCIAL_WORKER)


def may_see_lists(user: User) -> bool:
    """Everybody posted here: each sees the families they see anyway."""
    return is_staff(user)


def may_keep_reasons(user: User) -> bool:
    """Add to the list of reasons, or end one: the figures of every team hang on it."""
    return has_role(user, Role.HEAD_OF_SERVICE)
