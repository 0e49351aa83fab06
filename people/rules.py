"""May this person? Predicates over postings, each a few lines; the acts themselves ask them."""

from __future__ import annotations

from accounts.models import User
from people.enums import Role
from people.models import ConflictOfInterest, Family, Person
from people.models.posting import postings_today
from people.models.scope import family_ids_visible_to

MANAGERS = (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE)
SENIOR_CHAIRS = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
CASE_WORKERS = (
    Role.SOCIAL_WORKER,
    Role.TEAM_MANAGER,
    Role.PRINCIPAL_OFFICER,
    Role.DUTY_PRINCIPAL_OFFICER,
    Role.BUSINESS_SUPPORT,
    Role.HEAD_OF_SERVICE,
)
EDITORS = (*CASE_WORKERS, Role.DATA_OFFICER)


def roles_of(user: User) -> frozenset[str]:
    """The roles this user is posted to today. Read once for each user object."""
    if not user.is_active or user.pk is None or user.is_system_administrator:
        return frozenset()
    return frozenset(posting.role for posting in postings_today(user))


def has_role(user: User, *roles: Role) -> bool:
    return not roles_of(user).isdisjoint(roles)


def is_staff(user: User) -> bool:
    """Somebody posted in the service today; a system administrator is not."""
    return bool(roles_of(user)) and not user.is_system_administrator


def may_see_family(user: User, family: Family) -> bool:
    return Family.objects.visible_to(user).filter(pk=family.pk).exists()


def reaches_family(user: User, family: Family) -> bool:
    """Sees it by posting, role on the case or name. Glass broken for an hour gives nobody a way
    to stay, to let others in, or to keep others out."""
    reached = family_ids_visible_to(user, in_emergency=False)
    return Family.objects.filter(pk=family.pk).filter(pk__in=reached).exists()


def may_add_family(user: User) -> bool:
    return is_staff(user) and has_role(user, *CASE_WORKERS)


def may_edit_family(user: User, family: Family) -> bool:
    """Keep children, relationships and addresses right. Never by broken glass: what is written
    stays when it has mended."""
    return has_role(user, *EDITORS) and reaches_family(user, family)


def may_edit_person(user: User, person: Person) -> bool:
    """Keep right where one of a family lives and how to reach them: through any family of theirs,
    unless another is shut to the user, whose own workers keep it then."""
    kept = Person.objects.filter(pk=person.pk).kept_from(user, in_emergency=False)
    return may_stop_writing(user, person) and not kept.exists()


def may_stop_writing(user: User, person: Person) -> bool:
    """Say that nothing may be sent to one of a family: through any family of theirs, whichever
    other is shut to the user, because it only makes somebody safer."""
    asked = Person.objects.filter(pk=person.pk)
    seen = asked.of_families_seen_by(user, in_emergency=False)
    return has_role(user, *EDITORS) and seen.exists()


def may_relate(user: User, person: Person) -> bool:
    """Say that somebody known is a relative, which shows them to whoever works with that family.

    Of those whom the user knows as family, without broken glass: it would stay when the glass has
    mended. Professionals are for data officers alone, as their merges are: a worker who is refused
    always learns nothing of a professional's own family.
    """
    asked = Person.objects.standing().filter(pk=person.pk)
    if has_role(user, Role.DATA_OFFICER):
        return asked.visible_to(user, in_emergency=False).exists()
    return asked.of_families_seen_by(user, in_emergency=False).exists()


def may_look_over(user: User, family: Family) -> bool:
    """Look at the duties that go on after a death, and say what was decided."""
    return has_role(user, *MANAGERS) and reaches_family(user, family)


def may_change_family(user: User, family: Family) -> bool:
    """Its area and team too, on which hangs whose managers see it."""
    return may_edit_family(user, family)


def may_restrict(user: User, family: Family) -> bool:
    """Restrict a family to named people, and name them. When those who are named have left, a
    head of service does it by breaking glass, of which others are told."""
    if has_role(user, Role.HEAD_OF_SERVICE):
        return may_see_family(user, family)
    return has_role(user, *MANAGERS) and reaches_family(user, family)


def may_declare_conflict(user: User, other: User, family: Family) -> bool:
    """Anybody for themselves; managers for others."""
    if user == other:
        return is_staff(user) and may_see_family(user, family)
    return has_role(user, *MANAGERS, Role.DATA_OFFICER) and reaches_family(user, family)


def may_withdraw_conflict(user: User, conflict: ConflictOfInterest) -> bool:
    """Never one's own: the block would be worth nothing."""
    overseer = has_role(user, *MANAGERS, Role.DATA_OFFICER) and conflict.user_id != user.pk
    return overseer and reaches_family(user, conflict.family)


def may_break_glass(user: User) -> bool:
    """Whether the emergency way is open to them at all; a conflict of interest closes it."""
    return is_staff(user)


def may_see_who_viewed(user: User) -> bool:
    return is_staff(user) and has_role(user, *MANAGERS, Role.DATA_OFFICER)


def may_look_up_plans(user: User) -> bool:
    """Is this child on a plan? For emergency duty, duty officers and heads."""
    lookers = (Role.EMERGENCY_DUTY, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
    return is_staff(user) and has_role(user, *lookers)


def may_hand_over_case(user: User, family: Family) -> bool:
    allocators = (*MANAGERS, Role.DUTY_PRINCIPAL_OFFICER, Role.BUSINESS_SUPPORT)
    return has_role(user, *allocators) and reaches_family(user, family)


def may_merge(user: User) -> bool:
    """Say that two records are one human being, or take it back."""
    return is_staff(user) and has_role(user, *MANAGERS, Role.DATA_OFFICER)


def may_merge_these(user: User, kept: Person, duplicate: Person) -> bool:
    """Both, and every family either belongs to, must be open to them: all of it is moved.

    After a merge the duplicate may belong nowhere, so it is the kept one that must be seen. Records
    of professionals are for data officers, to whom most families are open: a manager who is refused
    always learns nothing of a professional's own family.
    """
    both = Person.objects.filter(pk__in=[kept.pk, duplicate.pk])
    seen = Person.objects.visible_to(user).filter(pk=kept.pk).exists()
    theirs = has_role(user, Role.DATA_OFFICER) or not both.exclude(professional=None).exists()
    return may_merge(user) and theirs and seen and not both.partly_closed_to(user).exists()


def may_confirm_professional(user: User) -> bool:
    """Make sure that a partner's number or address is right."""
    return is_staff(user) and has_role(user, *CASE_WORKERS)


def may_see_messages(user: User) -> bool:
    """See that messages about families they may see have arrived; send one again; cancel one."""
    return is_staff(user) and has_role(user, *MANAGERS, Role.BUSINESS_SUPPORT)


def may_see_messages_of_the_service(user: User) -> bool:
    """Also those about no family: passwords and the like."""
    return may_see_messages(user) and has_role(user, Role.HEAD_OF_SERVICE, Role.BUSINESS_SUPPORT)


def may_manage_staff(user: User) -> bool:
    """Add people, give and end postings, look after sign-ins. No case is shown with it."""
    if user.is_system_administrator:
        return bool(user.is_active)
    return has_role(user, Role.HEAD_OF_SERVICE, Role.DATA_OFFICER)


def may_keep_organisation(user: User) -> bool:
    """Add, rename and close areas, teams and agencies. No case is shown with it."""
    if user.is_system_administrator:
        return bool(user.is_active)
    return has_role(user, Role.HEAD_OF_SERVICE)


def may_keep_partners(user: User) -> bool:
    """Add a partner professional where one is needed, and keep their details right."""
    return is_staff(user) and has_role(user, *CASE_WORKERS)


def may_rename_partners(user: User) -> bool:
    """Put their name right: it may stand in a family's record too, which nobody is told."""
    return may_keep_partners(user) and has_role(user, Role.HEAD_OF_SERVICE)
