"""Two records are one human being: point everything at one of them, and be able to take it back.

Which tables point at a person, child or professional is read from the models themselves, so that a
table added above this room is never forgotten.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.contact import as_compared
from people.domain.permission import require
from people.domain.queries import families_of
from people.enums import ContactWay, SafeContact
from people.errors import BadDetail, CannotMerge
from people.models import Child, Family, Merge, Person, Professional, Relationship, Residence
from people.rules import may_merge_these

Move = dict[str, Any]
FILLED_PERSON = ("known_as", "date_of_birth", "telephone", "email", "access_needs", "died_on")
FILLED_WORK = ("work_email", "work_telephone", "work_address")
AGREED = ("safe_contact", "safe_contact_note", "first_language", "needs_interpreter")
FILLED_CHILD = ("expected_on", "gender", "mother_nhs_number", "school", "upn_unknown")
REACHED = ("safe_contact", "safe_contact_note")
CARE: list[str] = list(SafeContact)
REACHED_AT = {SafeContact.EMAIL: "email", SafeContact.PHONE: "telephone"}
CONFIRMED = {SafeContact.EMAIL: ContactWay.EMAIL, SafeContact.PHONE: ContactWay.TELEPHONE}
TO_ASK = "Two records of this person said differently how to reach them. Ask them which is safe."
PROTECTION = ("must_not_be_told", "poses_risk", "parental_responsibility", "lives_with")


@transaction.atomic
def merge(*, kept: Person, duplicate: Person, reason: str, by: User) -> Merge:
    """Everything that points at `duplicate` points at `kept` from now on.

    What `kept` does not know is filled in, and protection is never lost: a flag on either stays.
    Raises `CannotMerge` when the two cannot be one.
    """
    ids = sorted({*kept.children_concerned(), *duplicate.children_concerned()})
    both = [kept, duplicate]
    may = may_merge_these(by, kept, duplicate)
    require(may, "people.merge", by=by, subjects=both, children=ids)
    reason = " ".join(reason.split())
    if not reason:
        raise BadDetail("Enter how you know that these are one person.", field="reason")
    kept, duplicate = _locked(kept, duplicate)
    _check(kept, duplicate)
    merging = Merging(kept, duplicate)
    merging.run()
    made = Merge.objects.create(
        kept=kept, duplicate=duplicate, reason=reason, moved=merging.moved, merged_by=by
    )
    record(
        Action.CHANGED,
        "people.merge",
        by=by,
        subjects=both,
        children=ids,
        reason=reason,
        detail={"kept": kept.pk, "duplicate": duplicate.pk, "moved": len(merging.moved)},
    )
    return made


@transaction.atomic
def unmerge(*, merge: Merge, reason: str, by: User) -> Merge:
    """They are two people after all: every row that was moved goes back, unless somebody has
    changed it since; what was added since stays with the record that was kept."""
    both = [merge.kept, merge.duplicate]
    ids = sorted({child for person in both for child in person.children_concerned()})
    may = may_merge_these(by, merge.kept, merge.duplicate)
    require(may, "people.unmerge", by=by, subjects=both, children=ids)
    reason = " ".join(reason.split())
    if not reason:
        raise BadDetail("Enter how you know that these are two people.", field="reason")
    row = Merge.objects.select_for_update().get(pk=merge.pk)
    if row.undone_at:
        raise CannotMerge("This was already taken back.")
    _locked(row.kept, row.duplicate)
    changed_since = sum(not _put_back(move) for move in reversed(row.moved))
    row.undone_at, row.undone_by = timezone.now(), by
    row.save()
    record(
        Action.CHANGED,
        "people.unmerge",
        by=by,
        subjects=both,
        children=ids,
        reason=reason,
        detail={"merge": row.pk, "changed_since": changed_since},
    )
    return row


def standing_record(person: Person) -> Person:
    """Follow merges to the record that is kept."""
    while person.merged_into is not None:
        person = person.merged_into
    return person


def _locked(kept: Person, duplicate: Person) -> tuple[Person, Person]:
    ids = sorted([kept.pk, duplicate.pk])  # always in this order, so two merges never deadlock
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=ids)}
    return rows[kept.pk], rows[duplicate.pk]


def _check(kept: Person, duplicate: Person) -> None:
    if kept.pk == duplicate.pk:
        raise CannotMerge("Choose two different records.")
    if kept.merged_into_id or duplicate.merged_into_id:
        raise CannotMerge("One of these records is already merged into another.")
    for model, what in ((Child, "child"), (Professional, "professional")):
        if _has(model, duplicate) and not _has(model, kept):
            raise CannotMerge(f"Only one of these is recorded as a {what}. Keep that record.")
    users = Professional.objects.filter(pk__in=[kept.pk, duplicate.pk], user__isnull=False)
    signing_in = set(users.values_list("pk", flat=True))
    if len(signing_in) == 2:
        raise CannotMerge("Both people sign in. Ask the system administrator to close one first.")
    if signing_in == {duplicate.pk}:
        raise CannotMerge("Only one of these signs in. Keep that record.")
    if _has(Child, duplicate) and _who_may_open(kept) != _who_may_open(duplicate):
        raise CannotMerge(
            "These records are in two families, and one of them is restricted to other people, or "
            "somebody has a conflict of interest with one of them alone. Settle that first."
        )
    numbers = set(
        Child.objects.filter(pk__in=[kept.pk, duplicate.pk])
        .exclude(nhs_number="")
        .values_list("nhs_number", flat=True)
    )
    if len(numbers) == 2:
        raise CannotMerge("They have different NHS numbers, so they are not the same child.")


def _who_may_open(child: Person) -> tuple[bool, set[int], set[int]]:
    """Whether the child's family is restricted, to whom, and who has a conflict of interest with
    it: what is kept of the child in one family is read in the other after a merge."""
    family = Family.objects.get(children=child.pk)
    named = family.named_access.filter(ended_at=None).values_list("user", flat=True)
    conflicted = family.conflicts.filter(withdrawn_at=None).values_list("user", flat=True)
    return family.is_restricted, set(named), set(conflicted)


def _has(model: type[models.Model], person: Person) -> bool:
    return model._default_manager.filter(pk=person.pk).exists()


class Merging:
    """One merge under way, and the list of what it has moved."""

    def __init__(self, kept: Person, duplicate: Person) -> None:
        self.kept, self.duplicate = kept, duplicate
        self.moved: list[Move] = []

    def run(self) -> None:
        self._keep_what_was_agreed()
        self._fill(Person, FILLED_PERSON)
        self._stay_protected()
        if _has(Professional, self.duplicate):
            self._fill(Professional, FILLED_WORK)
        if _has(Child, self.duplicate):
            self._move_number("nhs_number")
            self._move_number("upn")
            self._keep_former_upn()
            self._fill(Child, FILLED_CHILD)
        for model, field in _pointers():
            for row in model._base_manager.filter(**{field.attname: self.duplicate.pk}):
                self._point(row, field)
        self._set(self.duplicate, merged_into_id=self.kept.pk)

    def run_of_unborn(self) -> None:
        """A baby counted by mistake: what was decided for it stays its own, but for who is around
        it and what protects somebody."""
        self._stay_protected()
        child = Relationship._meta.get_field("child")
        for row in Relationship.objects.filter(child=self.duplicate.pk):
            self._point(row, child)
        self._set(self.duplicate, merged_into_id=self.kept.pk)

    def _stay_protected(self) -> None:
        if self.duplicate.is_protected and not self.kept.is_protected:
            self._set(self.kept, is_protected=True)

    def _fill(self, model: type[models.Model], names: tuple[str, ...]) -> None:
        kept, other = (
            model._default_manager.get(pk=person.pk) for person in (self.kept, self.duplicate)
        )
        for name in names:
            if not getattr(kept, name) and getattr(other, name):
                self._set(kept, **{name: getattr(other, name)})

    def _keep_what_was_agreed(self) -> None:
        """Of a professional alone nobody has said how it is safe to write to them at home, and in
        which language: what was agreed with the same person as a parent stands. Of two ways to
        reach a parent the more careful one does."""
        theirs, told = self.duplicate, self._told_by_each()
        if not families_of(self.kept):
            self._set(self.kept, **{name: getattr(theirs, name) for name in AGREED})
        elif CARE.index(theirs.safe_contact) > CARE.index(self.kept.safe_contact):
            self._set(self.kept, **{name: getattr(theirs, name) for name in REACHED})
        self._reach_where_it_was_agreed(told)

    def _told_by_each(self) -> list[tuple[str, dict[str, str]]]:
        """Each record's safe way as it was, and what it knows to reach them by."""
        return [
            (one.safe_contact, {name: getattr(one, name) for name in REACHED_AT.values()})
            for one in (self.kept, self.duplicate)
        ]

    def _reach_where_it_was_agreed(self, told: list[tuple[str, dict[str, str]]]) -> None:
        """The way of one record never goes with the address of the other (quality.md, A4): perhaps
        it was the very one she warned of. Where that cannot be told, nobody writes until she has
        been asked."""
        way = SafeContact(self.kept.safe_contact)
        if way not in REACHED_AT:
            return
        name = REACHED_AT[way]
        known = {known[name] for _, known in told if known[name]}
        agreed = {
            as_compared(CONFIRMED[way], known[name]): known[name]
            for safe, known in told
            if safe == way and known[name]
        }
        if len(agreed) == 1:
            self._set(self.kept, **{name: next(iter(agreed.values()))})
        elif known:
            self._set(self.kept, safe_contact=SafeContact.NONE.value, safe_contact_note=TO_ASK)

    def _move_number(self, name: str) -> None:
        """Each number stands on one record only. A kept child's own pupil number stays: a former
        or temporary one is often what made two records of one child."""
        kept = Child.objects.get(pk=self.kept.pk)
        other = Child.objects.get(pk=self.duplicate.pk)
        number = getattr(other, name)
        if number and not getattr(kept, name):
            self._set(other, **{name: ""})
            self._set(kept, **{name: number})

    def _keep_former_upn(self) -> None:
        """The other record's number is the child's former one, where none is known."""
        kept = Child.objects.get(pk=self.kept.pk)
        other = Child.objects.get(pk=self.duplicate.pk)
        former = other.former_upn or other.upn
        if former and not kept.former_upn and former != kept.upn:
            self._set(kept, former_upn=former)

    def _point(self, row: models.Model, field: models.Field[Any, Any]) -> None:
        if isinstance(row, Relationship) and (
            self._would_relate_to_self(row, field) or self._combine(row, field)
        ):
            return
        if isinstance(row, Residence) and row.to_on is None and self._already_lives(row):
            return
        before = len(self.moved)
        try:
            with transaction.atomic():
                self._set(row, **self._ends(row, field))
        except IntegrityError as error:
            del self.moved[before:]
            setattr(row, field.attname, self.duplicate.pk)
            self._leave(row, field, error)

    def _leave(
        self, row: models.Model, field: models.Field[Any, Any], error: IntegrityError
    ) -> None:
        """The kept record already has such a row."""
        if not row._meta.auto_created:
            raise CannotMerge(
                f"Both records have their own {row._meta.verbose_name}. Settle that first."
            ) from error

    def _combine(self, row: Relationship, field: models.Field[Any, Any]) -> bool:
        """Where the kept record has such a relationship already: nothing in this one that protects
        somebody may be lost."""
        ends = {"child_id": row.child_id, "person_id": row.person_id, field.attname: self.kept.pk}
        same = Relationship.objects.filter(**ends).first()
        if same is None:
            return False
        for flag in PROTECTION:
            if getattr(row, flag) and not getattr(same, flag):
                self._set(same, **{flag: True})
        return True

    def _would_relate_to_self(self, row: Relationship, field: models.Field[Any, Any]) -> bool:
        other_end = row.child_id if field.attname == "person_id" else row.person_id
        return other_end == self.kept.pk

    def _already_lives(self, row: Residence) -> bool:
        """One home at a time: the duplicate's becomes a past one, unless it is the same home, or
        the one of the two that is protected."""
        home = Residence.objects.filter(person=self.kept, to_on__isnull=True).first()
        if home is None:
            return False
        if home.address_id != row.address_id:
            safer = row.is_protected and not home.is_protected
            self._set(home if safer else row, to_on=timezone.localdate())
            return False
        if row.is_protected and not home.is_protected:
            self._set(home, is_protected=True)
        return True

    def _ends(self, row: models.Model, field: models.Field[Any, Any]) -> dict[str, Any]:
        """Where the row points now. One that names the child's family too moves with the child."""
        ends: dict[str, Any] = {field.attname: self.kept.pk}
        if field.related_model is Child and hasattr(row, "family_id") and row.family_id:
            ends["family_id"] = Child.objects.values_list("family", flat=True).get(pk=self.kept.pk)
        return ends

    def _set(self, row: models.Model, **values: Any) -> None:
        new = {name: value for name, value in values.items() if getattr(row, name) != value}
        self.moved.append(
            {
                "model": row._meta.label_lower,
                "pk": row.pk,
                "old": {name: _plain(getattr(row, name)) for name in new},
                "new": {name: _plain(value) for name, value in new.items()},
            }
        )
        _save(row, new)


def _pointers() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column of every table that points at a person, child or professional."""
    targets = {Person, Child, Professional}
    for model in apps.get_models(include_auto_created=True):
        if hasattr(model, "instance_type") or model is Merge:  # history stays as it was
            continue
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in targets and not field.primary_key:
                yield model, field


def _put_back(move: Move) -> bool:
    """False, and nothing done, where somebody has changed the row since."""
    model = apps.get_model(move["model"])
    row = model._base_manager.filter(pk=move["pk"]).first()
    now = {name: _plain(getattr(row, name, None)) for name in move["new"]}
    if row is None or now != move["new"]:
        return False
    fields = {name: model._meta.get_field(name) for name in move["old"]}
    _save(row, {name: fields[name].to_python(old) for name, old in move["old"].items()})
    return True


def _save(row: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[row._meta.get_field(name).name for name in values])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def kept_child(pk: int) -> int:
    """The record kept in place of this one; `pk` itself where it was not merged."""
    person = Person.objects.select_related("merged_into").filter(pk=pk).first()
    return standing_record(person).pk if person else pk
