"""Unique marks in every field of a family and in every passage: where does each one surface?

None reaches the bytes of a recipient who is not cleared for it; all reach one who is.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.db import models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.errors import DomainError
from disclosure.classification import Class, registered
from disclosure.document import Document, Fact, Item, Section, Word
from disclosure.domain import projection
from disclosure.domain.building import build_document_pack, build_packs
from disclosure.domain.documents import clear_upload
from disclosure.domain.network import Network
from disclosure.domain.rendering import render
from disclosure.enums import Basis, Capacity, PackKind, Restriction
from disclosure.models import Passage, Upload
from people.models import Person
from tests.disclosure.conftest import Household
from tests.factories.disclosure import (
    add_operation,
    make_passage,
    make_recipient,
    make_record,
    make_upload,
    send,
    text_of,
)
from tests.factories.people import make_residence

PEOPLE = ("mother", "adas_father", "bens_father", "nurse")
# Who of a meeting where all are present has what is said, if nobody says otherwise. What is about
# both half-brothers is about each: a father of only one of them does not have it.
BY_DEFAULT = {
    "ada": {"mother", "adas_father", "nurse"},
    "ben": {"mother", "bens_father", "nurse"},
    "nobody": {"mother", "nurse"},
}
TEXT_FIELDS = (models.CharField, models.TextField)
NUMBERS = {"telephone", "work_telephone", "nhs_number", "mother_nhs_number"}


@dataclass(frozen=True)
class Planted:
    value: str | dt.date
    source: str
    owner: int | None


@dataclass
class Canaries:
    """Marks that nobody would write, and the fields they were planted in, as they are printed."""

    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    fields: dict[str, Planted] = field(default_factory=dict)

    def mark(self) -> str:
        return f"Zq{next(self.numbers):04}x"

    def plant(self, row: models.Model, owner: Person | None) -> None:
        """A mark in every field that can hold one: words, dates, telephones, addresses, ids."""
        for column in row._meta.concrete_fields:
            value = self._value_for(column)
            if value is not None:
                setattr(row, column.attname, value)
                source = f"{row._meta.label}.{column.name}"
                self.fields[_printed(value)] = Planted(value, source, owner.pk if owner else None)
        row.save()

    def _value_for(self, column: models.Field) -> str | dt.date | None:
        if isinstance(column, models.DateTimeField) or column.choices:
            return None
        if isinstance(column, models.DateField):
            # Long ago, and of two figures, so that no date is the end of another.
            number = next(self.numbers)
            return dt.date(1980 + number // 19, 6, 11 + number % 19)
        if isinstance(column, models.EmailField):
            return f"{self.mark().lower()}@family.example"
        holds = isinstance(column, TEXT_FIELDS) and (column.max_length or 99) >= 7
        if holds and column.name in NUMBERS:
            return f"07700{next(self.numbers):05}"
        return self.mark() if holds else None


def _printed(value: str | dt.date) -> str:
    return f"{value:%-d %B %Y}" if isinstance(value, dt.date) else value


@dataclass
class Said:
    """A passage to be planted: who is cleared (None: as by default), about whom, restricted?"""

    cleared: frozenset[str] | None
    about: str
    restricted: bool


said = st.builds(
    Said,
    cleared=st.none() | st.frozensets(st.sampled_from(PEOPLE)),
    about=st.sampled_from(("ada", "ben", "nobody")),
    restricted=st.booleans(),
)


def person_of(home: Household, name: str) -> Person:
    held = getattr(home, name)
    return held if isinstance(held, Person) else held.person


def plant_passage(home: Household, canaries: Canaries, spec: Said) -> tuple[Passage, str]:
    mark = canaries.mark()
    text = f"Some words with {mark} in them."
    about = [] if spec.about == "nobody" else [getattr(home, spec.about)]
    restriction = Restriction.RESTRICTED if spec.restricted else Restriction.NONE
    if spec.cleared is None:
        said = {"about": [child.pk for child in about], "restriction": restriction}
        [result] = send(
            home.record, add_operation(text, **said), by=home.chair, present=home.everyone
        )
        return Passage.objects.get(uuid=result.passage), mark
    passage = make_passage(
        make_record(home.family),
        text,
        audience=[person_of(home, name) for name in spec.cleared],
        about=about,
        basis=Basis.WIDENED,
        restriction=restriction,
    )
    return passage, mark


def may_have(spec: Said, name: str) -> bool:
    cleared = BY_DEFAULT[spec.about] if spec.cleared is None else spec.cleared
    return name in cleared and (name == "nurse" or not spec.restricted)


def plant_fields(home: Household, canaries: Canaries) -> None:
    canaries.plant(home.family, None)
    for child in (home.ada, home.ben):
        canaries.plant(child, child.person)
    for person in [home.ada.person, home.ben.person, *home.everyone]:
        canaries.plant(person, person)
        residence = make_residence(person)
        canaries.plant(residence.address, person)
        canaries.plant(residence, person)
    canaries.plant(home.nurse, home.nurse.person)


def whole_document(passages: list[Passage], canaries: Canaries) -> Document:
    """A document that asks for everything: every planted field and every passage."""
    facts = tuple(
        Fact(Word("fact.reasons"), planted.value, planted.source, owner=planted.owner)
        for planted in canaries.fields.values()
    )
    items = tuple(Item(passage.uuid) for passage in passages)
    section = Section(Word("section.worries"), items=items, facts=facts)
    return Document(PackKind.SUMMARY_RECORD, (section,))


def texts(home: Household, document: Document) -> dict[str, str]:
    """Everything each recipient's bytes hold."""
    for name in PEOPLE:
        capacity = Capacity.PROFESSIONAL if name == "nurse" else Capacity.FAMILY
        make_recipient(home.record, person_of(home, name), capacity=capacity)
    packs = build_packs(record=home.record, documents_for=lambda who: [document], by=home.chair)
    held = {pack.recipient.person_id: text_of(render(pack.pk)) for pack in packs}
    return {name: held.get(person_of(home, name).pk, "") for name in PEOPLE}


def give_reports(home: Household, canaries: Canaries, specs: list[Said]) -> Iterator[Report]:
    """A real PDF for the first, asked for by all and cleared for some."""
    for spec in specs[:1]:
        mark = canaries.mark()
        restriction = Restriction.RESTRICTED if spec.restricted else Restriction.NONE
        words = f"A report with {mark} in it."
        upload = make_upload(home.family, words, by=home.chair, restriction=restriction)
        cleared = {name for name in spec.cleared or () if may_have(spec, name)}
        for name in sorted(cleared):
            clear_upload(upload, person=person_of(home, name), by=home.chair)
        yield Report(mark, cleared, {name: _asked_for(home, upload, name) for name in PEOPLE})


@dataclass(frozen=True)
class Report:
    mark: str
    cleared: set[str]
    held: dict[str, str]


def _asked_for(home: Household, upload: Upload, name: str) -> str:
    """What this person's pack of it holds: nothing when they may not have one."""
    recipient = home.record.recipients.get(person=person_of(home, name))
    try:
        with transaction.atomic():
            pack = build_document_pack(recipient=recipient, upload=upload, by=home.chair)
            return text_of(render(pack.pk))
    except DomainError:
        return ""


def leaks_and_losses(home: Household, specs: list[Said]) -> tuple[set[str], set[str]]:
    canaries = Canaries()
    planted = [plant_passage(home, canaries, spec) for spec in specs]
    plant_fields(home, canaries)
    for name in PEOPLE:
        person_of(home, name).refresh_from_db()
    held = texts(home, whole_document([passage for passage, _ in planted], canaries))
    leaks, losses = set(), set()

    def judge(mark: str, what: object, name: str, *, may: bool, text: str) -> None:
        if mark in text and not may:
            leaks.add(f"{name} got {what}")
        if mark not in text and may:
            losses.add(f"{name} did not get {what}")

    reports = list(give_reports(home, canaries, specs))
    for name in PEOPLE:
        for (_, mark), spec in zip(planted, specs, strict=True):
            judge(mark, spec, name, may=may_have(spec, name), text=held[name])
        for mark, field_ in canaries.fields.items():
            may = field_may_reach(home, field_.source, field_.owner, name)
            judge(mark, field_.source, name, may=may, text=held[name])
        for report in reports:
            may = name in report.cleared
            judge(report.mark, "a report", name, may=may, text=report.held[name])
            judge(report.mark, "a report in the plan", name, may=False, text=held[name])
    return leaks, losses


def field_may_reach(home: Household, source: str, owner: int | None, name: str) -> bool:
    """An independent reading of the classification."""
    model, _, column = source.rpartition(".")
    held = registered()[model][column]
    if held in {Class.PUBLIC, Class.IDENTITY, Class.FAMILY}:
        return True
    if held == Class.PROTECTED:
        of_work = owner == home.nurse.pk and model == "people.Professional"
        return owner == person_of(home, name).pk or of_work
    return held == Class.PROFESSIONAL and name == "nurse"


EVERYBODY = frozenset(PEOPLE)
EVERY_KIND = [
    Said(frozenset({"mother", "nurse"}), "ben", False),  # with a report for these two
    Said(frozenset(), "ada", False),
    Said(None, "ada", False),
    Said(None, "ben", True),
    Said(None, "nobody", False),
    Said(EVERYBODY, "nobody", True),
]
few = settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.django_db
@few
@example(specs=EVERY_KIND)
@given(specs=st.lists(said, min_size=1, max_size=6))
def test_no_mark_reaches_anybody_uncleared_and_every_mark_reaches_the_cleared(
    home: Household, specs: list[Said]
) -> None:
    all_is_as_it_should_be(home, specs)


@pytest.mark.full
@pytest.mark.django_db
@settings(few, max_examples=25)
@given(specs=st.lists(said, min_size=1, max_size=6))
def test_nor_of_many_more(home: Household, specs: list[Said]) -> None:
    all_is_as_it_should_be(home, specs)


def all_is_as_it_should_be(home: Household, specs: list[Said]) -> None:
    with transaction.atomic():
        leaks, losses = leaks_and_losses(home, specs)
        transaction.set_rollback(True)
    assert (leaks, losses) == (set(), set())


def test_mutant_without_clearance_leaks(home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "why_not", lambda uuid, reader: None)
    leaks, _ = leaks_and_losses(home, [Said(frozenset(), "ada", False)])
    assert len(leaks) == len(PEOPLE)


def test_mutant_without_the_childs_network_leaks(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = Said(None, "nobody", False)
    monkeypatch.setattr(Network, "belongs_to_all", lambda *args: True)
    leaks, _ = leaks_and_losses(home, [spec])
    assert leaks == {f"{name} got {spec}" for name in ("adas_father", "bens_father")}


def test_mutant_without_classification_leaks(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "_why_not_fact", lambda *args: None)
    leaks, _ = leaks_and_losses(home, [Said(EVERYBODY, "nobody", False)])
    assert "mother got people.Family.restricted_reason" in leaks


def test_mutant_that_withholds_is_noticed_too(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("disclosure.models.Passage.is_restricted", True)
    _, losses = leaks_and_losses(home, [Said(EVERYBODY, "nobody", False)])
    assert len(losses) == len(PEOPLE) - 1


def test_every_field_of_a_printable_model_is_classified() -> None:
    """quality.md, A5: a new field is invisible outside, and this fails until it is classified."""
    missing = {
        f"{model}.{column.name}"
        for model, classified in registered().items()
        for column in apps.get_model(model)._meta.concrete_fields
        if column.name not in classified
    }
    assert missing == set()


def test_every_model_of_people_is_classified_or_known_never_to_be_printed() -> None:
    never_printed = {
        "Bereavement",
        "BreakGlass",
        "ConflictOfInterest",
        "ContactConfirmation",
        "Merge",
        "NamedAccess",
        "Posting",
    }
    models_of_people = {
        model.__name__
        for model in apps.get_app_config("people").get_models()
        if not model.__name__.startswith("Historical")
    }
    classified = {label.removeprefix("people.") for label in registered()}
    assert models_of_people - never_printed - classified == set()


def test_a_classification_names_only_fields_that_exist() -> None:
    for model, classified in registered().items():
        names = {column.name for column in apps.get_model(model)._meta.get_fields()}
        assert set(classified) - names == set(), model


def test_dates_of_birth_do_not_reach_family(home: Household) -> None:
    fact = Fact(Word("fact.born"), dt.date(2018, 5, 14), "people.Person.date_of_birth")
    words = make_passage(home.record, audience=[home.mother])
    document = Document(
        PackKind.OUTLINE_PLAN,
        (Section(Word("section.about"), facts=(fact,), items=(Item(words.uuid),)),),
    )
    held = texts(home, document)
    assert "14 May 2018" not in held["mother"]
