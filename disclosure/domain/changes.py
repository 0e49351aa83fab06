"""What each kind of operation does to a passage. Called only by `operations.apply`."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from disclosure.domain.moments import moment_of
from disclosure.domain.network import (
    Network,
    capacity_of,
    default_audience,
    network_of,
    professionals_among,
)
from disclosure.enums import (
    RESTRICTED_SOURCES,
    Basis,
    OperationStatus,
    Restriction,
    SourceKind,
)
from disclosure.models import Passage, PassageClearance, Record, Upload
from disclosure.text import clean, is_too_long
from people.models import Person

Payload = Mapping[str, Any]


@dataclass
class Batch:
    """What every operation of one batch shares, read once."""

    record: Record
    by: User
    audience_for: Callable[[str, datetime], Iterable[int]]
    children: Iterable[int] = ()  # of the meeting; a queryset is read when a default is asked for
    at: datetime = field(default_factory=timezone.now)  # of the operation being applied

    @cached_property
    def network(self) -> Network:
        return network_of(self.record.family_id)

    def present(self, part_key: str) -> frozenset[int]:
        """Asked for each passage: somebody may come or go between two operations of a batch."""
        return frozenset(self.audience_for(part_key, self.at))


def _nothing() -> None:
    return None


@dataclass
class Change:
    """A passage to save under the next number, what to do after that, what history keeps."""

    payload: dict[str, Any]
    passage: Passage | None = None
    status: OperationStatus = OperationStatus.APPLIED
    message: str = ""
    after_save: Callable[[], None] = _nothing


def add(payload: Payload, batch: Batch) -> Change:
    passage = _new_passage(payload, batch)
    about = _people(payload, "about")
    _check_about(about, batch)
    asked = _people(payload, "audience") if "audience" in payload else None
    audience = _first_audience(passage, about, asked, batch)

    def after_save() -> None:
        passage.about.add(*about)
        PassageClearance.objects.grant(passage, audience, by=batch.by)

    kept = {"new": passage.text, "heading": passage.heading, "about": about}
    return Change({**kept, "audience": sorted(audience)}, passage, after_save=after_save)


def edit(payload: Payload, batch: Batch) -> Change:
    """Replace the text; beside somebody else's newer text, keep both."""
    passage = _passage(payload, batch)
    text = _text(payload)
    kept = {"old": passage.text, "new": text, "base_version": payload.get("base_version")}
    if text == passage.text:
        return Change(kept, passage)
    if payload.get("base_version") != passage.version or passage.removed_at:
        return _keep_both(passage, text, kept, payload, batch)
    passage.text = text
    passage.version += 1
    return Change(kept, passage)


def _keep_both(
    passage: Passage, text: str, kept: dict[str, Any], payload: Payload, batch: Batch
) -> Change:
    about = list(passage.about.values_list("pk", flat=True))
    audience = {
        row.person_id: Basis(row.basis) for row in passage.clearances.filter(revoked_at=None)
    }
    second = _beside(passage, text, str(payload["operation"]), batch.by)

    def after_save() -> None:
        second.about.add(*about)
        PassageClearance.objects.grant(second, audience, by=batch.by)

    return Change(
        {**kept, "beside": str(passage.uuid)},
        second,
        OperationStatus.CONFLICT,
        "Somebody else changed this passage too. Both texts are kept: choose one, or keep both.",
        after_save,
    )


def _beside(passage: Passage, text: str, operation: str, by: User) -> Passage:
    return Passage(
        record=passage.record,
        uuid=uuids.uuid5(uuids.UUID(operation), "beside"),
        heading=passage.heading,
        text=text,
        said_by_id=passage.said_by_id,
        source_kind=passage.source_kind,
        upload_id=passage.upload_id,
        restriction=passage.restriction,
        part_key=passage.part_key,
        position=passage.position,
        conflict_with=passage,
        addendum_to_id=passage.addendum_to_id,
        author=by,
        spoken_at=passage.spoken_at,
    )


def move(payload: Payload, batch: Batch) -> Change:
    """Put it under another heading or in another place."""
    passage = _passage(payload, batch)
    kept = {"old": [passage.heading, passage.position]}
    passage.heading = str(payload.get("heading") or passage.heading)[:60]
    passage.position = _whole_number(payload.get("position"), passage.position)
    return Change({**kept, "new": [passage.heading, passage.position]}, passage)


def remove(payload: Payload, batch: Batch) -> Change:
    passage = _passage(payload, batch)
    passage.removed_at = passage.removed_at or timezone.now()
    return Change({"old": passage.text}, passage)


def restore(payload: Payload, batch: Batch) -> Change:
    passage = _passage(payload, batch)
    passage.removed_at = None
    return Change({"new": passage.text}, passage)


def set_about(payload: Payload, batch: Batch) -> Change:
    """Say anew whom it is about. Its audience by presence is worked out again; default deny."""
    passage = _passage(payload, batch)
    about = _people(payload, "about")
    _check_about(about, batch)
    old = list(passage.about.values_list("pk", flat=True))

    def after_save() -> None:
        passage.about.set(about)
        _rework_audience(passage, about, batch)

    return Change({"old": old, "new": about}, passage, after_save=after_save)


def widen(payload: Payload, batch: Batch) -> Change:
    """Let more people have it: a deliberate act, kept with the name of who did it."""
    passage = _passage(payload, batch)
    people = _people(payload, "people")
    about = list(passage.about.values_list("pk", flat=True))
    _check_may_be_given(passage, people, about, batch)

    def after_save() -> None:
        widened = dict.fromkeys(people, Basis.WIDENED)
        PassageClearance.objects.grant(passage, widened, by=batch.by)

    return Change({"people": people}, passage, after_save=after_save)


def narrow(payload: Payload, batch: Batch) -> Change:
    passage = _passage(payload, batch)
    people = _people(payload, "people")

    def after_save() -> None:
        _revoke(passage, people, batch)

    return Change({"people": people}, passage, after_save=after_save)


CHANGES: dict[str, Callable[[Payload, Batch], Change]] = {
    "passage.add": add,
    "passage.edit": edit,
    "passage.move": move,
    "passage.remove": remove,
    "passage.restore": restore,
    "about.set": set_about,
    "audience.widen": widen,
    "audience.narrow": narrow,
}


def _new_passage(payload: Payload, batch: Batch) -> Passage:
    uuid = _uuid(payload, "passage")
    if Passage.objects.filter(uuid=uuid).exists():
        raise DomainError(
            "A passage with this number is there already, so it was not added.",
            rule="there_already",
        )
    source = _choice(SourceKind, payload.get("source_kind"), SourceKind.SAID)
    upload = _upload(payload, batch)
    restricted = (
        source in RESTRICTED_SOURCES
        or payload.get("restriction") == Restriction.RESTRICTED
        or (upload is not None and upload.restriction == Restriction.RESTRICTED)
    )
    return Passage(
        record=batch.record,
        uuid=uuid,
        heading=str(payload.get("heading") or "")[:60],
        text=_text(payload),
        said_by=_speaker(payload, batch),
        source_kind=source,
        upload=upload,
        restriction=Restriction.RESTRICTED if restricted else Restriction.NONE,
        part_key=str(payload.get("part_key") or "")[:60],
        position=_whole_number(payload.get("position"), batch.record.next_seq),
        addendum_to=_passage(payload, batch, "addendum_to") if payload.get("addendum_to") else None,
        author=batch.by,
        spoken_at=moment_of(payload.get("spoken_at")),
    )


def _first_audience(
    passage: Passage, about: list[int], asked: list[int] | None, batch: Batch
) -> dict[int, Basis]:
    """The default; or the people asked for, each by presence where that holds, else widened."""
    if passage.addendum_to and asked is None:
        return _as_the_corrected(passage.addendum_to, passage, about, batch)
    default = default_audience(
        network=batch.network,
        about=about,
        is_restricted=passage.is_restricted,
        present=batch.present(passage.part_key),
        children=batch.children,
    )
    if asked is None:
        return default
    _check_may_be_given(passage, asked, about, batch)
    return {person: default.get(person, Basis.WIDENED) for person in asked}


def _as_the_corrected(
    corrected: Passage, passage: Passage, about: list[int], batch: Batch
) -> dict[int, Basis]:
    """Whoever may have the words that are corrected, and nobody they were kept from.

    A correction is typed after the meeting, so nobody has it by presence.
    """
    standing = PassageClearance.objects.standing().filter(passage=corrected)
    held = set(standing.values_list("person_id", flat=True))
    professionals = professionals_among(held - batch.network.members)
    family = frozenset() if passage.is_restricted else held & batch.network.members
    told = (p for p in family | professionals if not batch.network.is_barred(p, about))
    return dict.fromkeys(told, Basis.WIDENED)


def _rework_audience(passage: Passage, about: list[int], batch: Batch) -> None:
    """Of those who have it, who were there when it was said, whoever may still have it."""
    standing = list(PassageClearance.objects.standing().filter(passage=passage))
    default = default_audience(
        network=batch.network,
        about=about,
        is_restricted=passage.is_restricted,
        present=[row.person_id for row in standing],
        children=batch.children,
    )
    gone = [row.person_id for row in standing if not _still_holds(row, default, about, batch)]
    _revoke(passage, gone, batch)


def _still_holds(
    row: PassageClearance, default: Mapping[int, Basis], about: list[int], batch: Batch
) -> bool:
    if row.basis == Basis.WIDENED:
        return not batch.network.is_barred(row.person_id, about)
    return row.person_id in default


def _check_may_be_given(
    passage: Passage, people: list[int], about: list[int], batch: Batch
) -> None:
    family = batch.network.members.intersection(people)
    professionals = professionals_among(set(people) - family)
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "given_names"))
    for person in people:
        name = names.get(person, "This person")
        if person not in family and person not in professionals:
            # Never by name: the reader may not know of this person.
            raise DomainError(
                "This person does not belong to this family, so may not be given it.",
                rule="not_of_this_family",
            )
        if batch.network.is_barred(person, about):
            raise DomainError(f"{name} must not be told about this child.", rule="must_not_be_told")
        if passage.is_restricted and person in family:
            raise DomainError(
                f"This passage is restricted: {name} may not be given it.", rule="restricted"
            )


def _check_about(about: list[int], batch: Batch) -> None:
    if not batch.network.members.issuperset(about):
        raise DomainError(
            "A passage can only be about people of this family.", rule="not_of_this_family"
        )


def _revoke(passage: Passage, people: Iterable[int], batch: Batch) -> None:
    standing = PassageClearance.objects.standing().filter(passage=passage, person_id__in=people)
    standing.update(revoked_at=timezone.now(), revoked_by=batch.by)


def _passage(payload: Payload, batch: Batch, key: str = "passage") -> Passage:
    passages = Passage.objects.unsealed().filter(record=batch.record)
    found: Passage | None = passages.filter(uuid=_uuid(payload, key)).first()
    if found is None:
        raise DomainError("This passage is no longer in this record.", rule="gone")
    return found


def _upload(payload: Payload, batch: Batch) -> Upload | None:
    if not payload.get("upload"):
        return None
    # Held, so that one that is being sealed is not quoted by a passage that stays.
    uploads = Upload.objects.select_for_update().filter(
        family_id=batch.record.family_id, sealed_at__isnull=True
    )
    found: Upload | None = uploads.filter(uuid=_uuid(payload, "upload")).first()
    if found is None:
        raise DomainError("That file does not belong to this family.", rule="not_of_this_family")
    return found


def _speaker(payload: Payload, batch: Batch) -> Person | None:
    """Somebody of this family or a professional: a stranger's name must not stand in the record."""
    said_by = payload.get("said_by")
    if not said_by:
        return None
    found = Person.objects.filter(pk=_whole_number(said_by, 0)).first()
    if found is None or capacity_of(found.pk, batch.network) is None:
        raise DomainError("The speaker is not known here.", rule="unknown")
    return found


def _text(payload: Payload) -> str:
    given = payload.get("text")
    if not isinstance(given, str) or not clean(given).strip():
        raise DomainError("There are no words in this passage.", rule="needed")
    if is_too_long(given):
        raise DomainError(
            "This text is too long: the limit is 200 KB. Split it, or upload a file.",
            rule="too_long",
        )
    return clean(given)


def _people(payload: Payload, key: str) -> list[int]:
    given = payload.get(key) or []
    if not isinstance(given, list):
        raise DomainError("The list of people could not be read.", rule="unreadable")
    people = sorted({_whole_number(item, 0) for item in given})
    if people and Person.objects.filter(pk__in=people).count() != len(people):
        raise DomainError("One of these people is not known here.", rule="unknown")
    return people


def _uuid(payload: Payload, key: str) -> uuids.UUID:
    try:
        return uuids.UUID(str(payload.get(key, "")))
    except ValueError:
        raise DomainError(
            "This change could not be read, so it was not saved.", rule="unreadable"
        ) from None


def _whole_number(value: Any, default: int) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        return default
    return number if abs(number) < 2**62 else default


def _choice(kind: type[SourceKind], value: Any, default: SourceKind) -> SourceKind:
    if not value:
        return default
    if value not in kind.values:
        raise DomainError("This source is not known here.", rule="unknown")
    return kind(value)
