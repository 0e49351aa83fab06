"""Who may clear, release and seal, and when a second person is needed (issue: "Who clears")."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from disclosure.enums import Basis, HandoverWay, PackKind
from disclosure.models import Finding, Pack, Passage, PassageClearance
from people.enums import CaseRoleKind, Role
from people.rules import has_role

CLEARERS = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE, Role.BUSINESS_SUPPORT)
MANAGERS = (Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER)
SEALERS = (Role.DATA_OFFICER, Role.HEAD_OF_SERVICE, Role.DUTY_PRINCIPAL_OFFICER)
PRINTERS = (Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.PRINCIPAL_OFFICER)


def sees(user: User, pack: Pack) -> bool:
    return Pack.objects.visible_to(user).filter(pk=pack.pk).exists()


def may_clear(user: User, pack: Pack) -> bool:
    """A trained second person who wrote none of it."""
    return has_role(user, *CLEARERS) and sees(user, pack) and user.pk not in pack.author_ids()


def is_chair(user: User, pack: Pack) -> bool:
    roles = pack.record.family.case_roles.current()
    return bool(roles.filter(kind=CaseRoleKind.CHAIR, professional__user=user).exists())


def may_release_without_clearance(user: User, pack: Pack) -> bool:
    return has_role(user, *MANAGERS) and sees(user, pack)


def may_print(user: User, pack: Pack) -> bool:
    return has_role(user, *PRINTERS) and sees(user, pack)


def may_seal(user: User, passage: Passage) -> bool:
    visible = Passage.objects.visible_to(user).filter(pk=passage.pk)
    return has_role(user, *SEALERS) and visible.exists()


def may_read_bytes(user: User, pack: Pack) -> bool:
    """A pack that held sealed words is the data officer's alone."""
    if pack.breaches.exists():
        return has_role(user, Role.DATA_OFFICER) and sees(user, pack)
    return sees(user, pack)


def reasons_for_second_person(pack: Pack) -> list[str]:
    """Why the chair alone may not release it; empty: the chair may, after reading it through."""
    reasons = []
    if Finding.objects.filter(pack=pack, sha256=pack.sha256).exists():
        reasons.append("The checks found something.")
    if not pack.recipient.in_the_room:
        reasons.append("The person is not in the room.")
    if pack.recipient.way != HandoverWay.IN_PERSON:
        reasons.append("It is not handed over in person.")
    if pack.record.family.is_restricted:
        reasons.append("The family is restricted.")
    if _has_protected_person(pack):
        reasons.append("Somebody in the family is protected.")
    if pack.kind in {PackKind.FULL_RECORD, PackKind.DOCUMENT}:
        reasons.append("It is the full record or an attached document.")
    if not _all_said_in_their_presence(pack):
        reasons.append("Not all of it was said in this person's presence.")
    return reasons


def needs_second_person(pack: Pack) -> bool:
    return bool(reasons_for_second_person(pack))


def _has_protected_person(pack: Pack) -> bool:
    """A child or a relative who is protected, or whose address is."""
    children = pack.record.family.children
    protected = (
        Q(person__is_protected=True)
        | Q(person__residences__is_protected=True)
        | Q(relationships__person__is_protected=True)
        | Q(relationships__person__residences__is_protected=True)
    )
    return bool(children.filter(protected).exists())


def _all_said_in_their_presence(pack: Pack) -> bool:
    wanted = set(pack.passage_uuids)
    present = PassageClearance.objects.standing().filter(
        passage__uuid__in=wanted,
        person=pack.recipient.person_id,
        basis=Basis.PRESENT_IN_PART,
    )
    return present.count() == len(wanted)
