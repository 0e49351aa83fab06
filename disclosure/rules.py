"""Who may do what with a pack or a document, and when a second person is needed.

Whoever reads must see the family, and whoever does anything must reach it: whoever has only broken
the glass reads, and does nothing. A download is a thing done, for it stays when the glass has
mended. A chair is the chair of this case, not any principal officer.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from accounts.models import User
from disclosure.chairing import chairs_of
from disclosure.enums import Basis, HandoverWay, PackKind
from disclosure.heard_apart import were_heard_apart
from disclosure.models import (
    ClearingTraining,
    Finding,
    Pack,
    Passage,
    PassageClearance,
    Record,
    Upload,
)
from disclosure.places import held_elsewhere
from disclosure.still_there import is_still_there
from people.enums import CaseRoleKind, Role
from people.models import Family, Professional
from people.rules import CASE_WORKERS, has_role, may_see_family, reaches_family

CLEAR_ANYWHERE = (Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE)
RELEASERS = (*CLEAR_ANYWHERE, Role.BUSINESS_SUPPORT)
MANAGERS = (Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER)
SEALERS = (Role.DATA_OFFICER, Role.HEAD_OF_SERVICE, Role.DUTY_PRINCIPAL_OFFICER)
HUB = (Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER)  # beside whoever chairs
GIVERS = (*HUB, Role.HEAD_OF_SERVICE)
RECALLERS = (*GIVERS, Role.TEAM_MANAGER, Role.DATA_OFFICER)
COUNTERS = (*MANAGERS, Role.DUTY_PRINCIPAL_OFFICER, Role.DATA_OFFICER)
DOCUMENT_READERS = (*CASE_WORKERS, Role.DATA_OFFICER)


def sees(user: User, pack: Pack) -> bool:
    return Pack.objects.visible_to(user).filter(pk=pack.pk).exists()


def reaches(user: User, pack: Pack) -> bool:
    return reaches_family(user, pack.record.family)


def may_clear(user: User, pack: Pack) -> bool:
    """A trained second person who wrote none of it."""
    trusted = clears(user) and clears_at_the_hub_of(user, pack)
    return trusted and reaches(user, pack) and user.pk not in pack.author_ids()


def may_read_through(user: User, pack: Pack) -> bool:
    """Open it to clear or release it: a second person, or the chair."""
    return may_clear(user, pack) or (is_chair(user, pack) and reaches(user, pack))


def clears(user: User) -> bool:
    """A duty officer, an assistant head, or business support who are trained to."""
    if has_role(user, *CLEAR_ANYWHERE):
        return True
    trained = ClearingTraining.objects.standing().filter(user=user)
    return has_role(user, Role.BUSINESS_SUPPORT) and trained.exists()


def clears_at_the_hub_of(user: User, pack: Pack) -> bool:
    """Business support clear what was said at the hub where they sit; others anywhere."""
    if has_role(user, *CLEAR_ANYWHERE):
        return True
    return not Pack.objects.filter(pk=pack.pk).filter(held_elsewhere(user)).exists()


def clears_at_the_hub_of_document(user: User, upload: Upload) -> bool:
    """The same of a document: where its words were used, or else where its family met."""
    if has_role(user, *CLEAR_ANYWHERE):
        return True
    records = Record.objects.filter(family=upload.family_id)
    used = records.filter(passages__upload=upload)
    mine = used if used.exists() else records
    here = mine.exclude(pk__in=records.filter(held_elsewhere(user, path="pk")).values("pk"))
    return here.exists() or not mine.exists()


def may_record_training(user: User) -> bool:
    return has_role(user, Role.HEAD_OF_SERVICE)


def is_chair(user: User, pack: Pack) -> bool:
    """Of the family's case, or of this very meeting, where they stood in."""
    return chairs(user, pack.record.family) or _has_chaired(user, pack.record)


def _has_chaired(user: User, record: Record) -> bool:
    stood_in = chairs_of(Record.objects.filter(pk=record.pk))
    return Professional.objects.filter(user=user, pk__in=stood_in).exists()


def chairs(user: User, family: Family) -> bool:
    roles = family.case_roles.current()
    return bool(roles.filter(kind=CaseRoleKind.CHAIR, professional__user=user).exists())


def _chairs_or(user: User, family: Family, *roles: Role) -> bool:
    return reaches_family(user, family) and (chairs(user, family) or has_role(user, *roles))


def may_prepare(user: User, record: Record) -> bool:
    """Translate, ask for a second person, make a pack void."""
    return _chairs_or(user, record.family, *HUB)


def may_prepare_pack(user: User, pack: Pack) -> bool:
    return may_prepare(user, pack.record)


def may_release(user: User, pack: Pack) -> bool:
    """Let it leave, once it was cleared, or where nobody need clear it."""
    return _chairs_or(user, pack.record.family, *RELEASERS)


def may_release_without_clearance(user: User, pack: Pack) -> bool:
    return has_role(user, *MANAGERS) and reaches(user, pack)


def may_print(user: User, pack: Pack) -> bool:
    """Print it, download it, and say what became of a copy."""
    return may_print_from(user, pack.record)


def may_print_from(user: User, record: Record) -> bool:
    return _chairs_or(user, record.family, *HUB)


def prints_packs(user: User) -> bool:
    """Whether any print of theirs may fail: chairs print their own."""
    return has_role(user, *HUB, Role.PRINCIPAL_OFFICER)


def may_count_copies(user: User) -> bool:
    return has_role(user, *COUNTERS)


def may_give(user: User, pack: Pack) -> bool:
    """Hand it over, send a link to it, have an interpreter read it through."""
    return _chairs_or(user, pack.record.family, *GIVERS)


def may_recall(user: User, pack: Pack) -> bool:
    """Ask for it back: whoever gives packs, any manager, and the data officer."""
    return _chairs_or(user, pack.record.family, *RECALLERS)


def may_upload(user: User, family: Family) -> bool:
    """Whoever works on the case may add a document to it."""
    return has_role(user, *CASE_WORKERS) and reaches_family(user, family)


def may_read_documents(user: User, family: Family) -> bool:
    return has_role(user, *DOCUMENT_READERS) and may_see_family(user, family)


def may_read_document(user: User, upload: Upload) -> bool:
    """One that is sealed is the data officer's alone."""
    may = upload.sealed_at is None or has_role(user, Role.DATA_OFFICER)
    return may and may_read_documents(user, upload.family)


def may_prepare_documents(user: User, family: Family) -> bool:
    """Say who is given any of this family's."""
    return _chairs_or(user, family, *HUB)


def may_give_out(user: User, upload: Upload) -> bool:
    """Say who is given this one; nobody is given one that is sealed."""
    return upload.sealed_at is None and may_prepare_documents(user, upload.family)


def may_download_document(user: User, upload: Upload) -> bool:
    """The file as it came: a permission of its own (quality.md, A9). One that is sealed is the data
    officer's, who could read a Word document in no other way."""
    if upload.sealed_at is not None:
        return may_read_document(user, upload) and reaches_family(user, upload.family)
    return _chairs_or(user, upload.family, *HUB)


def may_say_read(user: User, upload: Upload) -> bool:
    """Say that the pages nothing can search were read: never whoever brought them."""
    if upload.sealed_at is not None or user.pk == upload.uploaded_by_id:
        return False
    if not reaches_family(user, upload.family):
        return False
    trusted = clears(user) and clears_at_the_hub_of_document(user, upload)
    return chairs(user, upload.family) or trusted


def may_seal(user: User, passage: Passage) -> bool:
    return may_seal_anything_of(user, passage.record.family)


def may_seal_anything_of(user: User, family: Family) -> bool:
    return has_role(user, *SEALERS) and reaches_family(user, family)


def may_seal_upload(user: User, upload: Upload) -> bool:
    return may_seal_anything_of(user, upload.family)


def may_read_bytes(user: User, pack: Pack) -> bool:
    """A pack that held sealed words is the data officer's alone."""
    if pack.breaches.exists():
        return has_role(user, Role.DATA_OFFICER) and sees(user, pack)
    return sees(user, pack)


def reasons_for_second_person(pack: Pack) -> list[str]:
    """Why the chair alone may not release it; empty: the chair may, after reading it through."""
    return list(_reasons(pack))


def _reasons(pack: Pack) -> Iterator[str]:
    if Finding.objects.filter(pack=pack, sha256=pack.sha256).exists():
        yield "The checks found something."
    if not is_in_the_room(pack):
        yield "The person is not in the room."
    if pack.recipient.way != HandoverWay.IN_PERSON:
        yield "It is not handed over in person."
    if pack.record.family.is_restricted:
        yield "The family is restricted."
    if _has_protected_person(pack):
        yield "Somebody in the family is protected."
    if pack.kind in {PackKind.SUMMARY_RECORD, PackKind.DOCUMENT}:
        yield "It is the record of the conference or an attached document."
    if were_heard_apart(pack.record):
        yield "Somebody was heard apart, and the reasons are in the chair’s own words."
    if not _all_said_in_their_presence(pack):
        yield "Not all of it was said in this person's presence."


def needs_second_person(pack: Pack) -> bool:
    return any(_reasons(pack))


def is_in_the_room(pack: Pack) -> bool:
    """Was there when it ended, has not gone since, and it is still that day."""
    to = pack.recipient
    return to.in_the_room and is_still_there(pack.record, to.person_id)


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


def may_sign_wording(user: User) -> bool:
    """Sign that a translation of the fixed wording is right: until then it is not printed."""
    return has_role(user, Role.HEAD_OF_SERVICE, Role.DATA_OFFICER)
