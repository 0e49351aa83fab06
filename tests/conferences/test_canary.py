"""Unique marks in every passage, plan item and field of a conference: where does each one surface?

Of the real documents (plan, letter, record, a child's page) none reaches the bytes of somebody who
may not have it, all reach whoever may. The projection itself: tests/disclosure/test_canary.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from conferences.domain.closing import close_conference
from conferences.domain.correcting import sign_off_record
from conferences.domain.documents import record as record_document
from conferences.domain.packs import packs_of, rebuild_packs
from conferences.enums import AgencyStance, AttendanceMode, Heading
from conferences.enums import Capacity as Part
from conferences.models import AgencyView, Conference, Decision
from disclosure.domain import projection
from disclosure.domain.rendering import render
from disclosure.enums import Capacity, PackKind, Restriction
from disclosure.models import Pack, Passage
from people.enums import RelationshipKind
from plans.enums import ItemKind
from plans.models import PlanItem
from tests.disclosure.conftest import Household
from tests.disclosure.test_canary import Canaries, field_may_reach, person_of, plant_fields
from tests.factories.disclosure import make_passage, make_recipient, text_of
from tests.factories.meetings import Meeting, decide, make_meeting
from tests.factories.people import make_person, make_professional, make_relationship

pytestmark = pytest.mark.django_db
PLAN, LETTER, RECORD = PackKind.OUTLINE_PLAN, PackKind.DECISION_LETTER, PackKind.SUMMARY_RECORD
PAGE = PackKind.CHILD_PAGE
READERS = {
    "mother": Capacity.FAMILY,
    "bens_father": Capacity.FAMILY,
    "nurse": Capacity.PROFESSIONAL,
    "ada": Capacity.CHILD,
}
BELONGS = {"ada": {"mother", "nurse", "ada"}, "ben": {"mother", "bens_father", "nurse"}}
# In which documents each field must stand, for whoever may have it.
PRINTED = {
    "conferences.Conference.held_on": {PLAN, LETTER, RECORD},
    "conferences.Conference.core_group_place": {PLAN, LETTER, RECORD},
    "conferences.Conference.next_review_on": {PLAN, LETTER, RECORD, PAGE},
    "conferences.Decision.threshold_reason": {PLAN, LETTER, RECORD},
    "conferences.Decision.first_meeting_on": {PLAN, LETTER, RECORD},
    "conferences.AgencyView.reason": {RECORD},
    "people.Professional.work_telephone": {PLAN, LETTER, PAGE},
}
FOR_A_CHILD = {ItemKind.SAFETY_GOAL, ItemKind.ACTION}


@dataclass(frozen=True)
class Said:
    """About whom, cleared for whom, restricted?"""

    about: str
    cleared: frozenset[str]
    restricted: bool = False


EVERY_WAY = (
    Said("ada", frozenset({"mother", "nurse", "ada"})),
    Said("ben", frozenset({"mother", "bens_father", "nurse"})),
    Said("nobody", frozenset({"mother", "nurse", "ada"})),
    Said("nobody", frozenset(READERS), restricted=True),
    Said("ben", frozenset()),
)


@dataclass(frozen=True)
class Marked:
    """A passage, its mark, and the kind of line it is in the plan, if it is one."""

    passage: Passage
    mark: str
    spec: Said
    item: PlanItem | None = None

    def may_reach(self, name: str, kind: str) -> bool:
        spec = self.spec
        cleared = name in spec.cleared and (name == "nurse" or not spec.restricted)
        return cleared and self.stands_in(kind)

    def stands_in(self, kind: str) -> bool:
        """The record holds everything; the plan its lines; a child's page what is kind."""
        if kind == PAGE:
            theirs = self.passage.heading == Heading.CHILD_VIEWS and self.spec.about == "ada"
            kindly = self.item is not None and self.item.kind in FOR_A_CHILD
            return theirs or (kindly and self.spec.about != "ben")
        return kind == RECORD or (kind == PLAN and self.item is not None)


@dataclass
class Scene:
    meeting: Meeting
    home: Household
    canaries: Canaries = field(default_factory=Canaries)
    marked: list[Marked] = field(default_factory=list)
    # Fields of one child's decision and views, by what is printed.
    of_child: dict[str, str] = field(default_factory=dict)

    @property
    def conference(self) -> Conference:
        return self.meeting.conference


@pytest.fixture
def scene() -> Scene:
    """Half-brothers, closed and signed, with marks everywhere; packs not yet built from them."""
    meeting = make_meeting("Ada Okonkwo-Hale", "Ben Okonkwo-Hale")
    found = Scene(meeting, household(meeting))
    for each in meeting.children:
        decide(meeting, each, lead_worker=found.home.nurse.person)
    found.marked = [*words(found), *lines(found)]
    for name, capacity in READERS.items():
        make_recipient(meeting.conference.record, person_of(found.home, name), capacity=capacity)
    meeting.conference = close_conference(
        conference=meeting.conference, details=meeting.details(), by=meeting.chair
    )
    meeting.conference = sign_off_record(conference=meeting.conference, by=meeting.chair)
    plant_everywhere(found)
    return found


def household(meeting: Meeting) -> Household:
    ada, ben = (each.child for each in meeting.children)
    home = Household(
        family=meeting.conference.family,
        record=meeting.conference.record,
        chair=meeting.chair,
        ada=ada,
        ben=ben,
        mother=make_person("Ngozi Okonkwo-Hale"),
        adas_father=make_person("Fergus O'Featherby"),
        bens_father=make_person("Łukasz Żurawski"),
        nurse=make_professional("Tamsin Pendlewick"),
    )
    for child in (ada, ben):
        make_relationship(child, home.mother)
    make_relationship(ada, home.adas_father, kind=RelationshipKind.FATHER, lives_with=False)
    make_relationship(ben, home.bens_father, kind=RelationshipKind.FATHER, lives_with=False)
    part = meeting.conference.parts.get(is_current=True)
    for person in home.everyone:
        capacity = Part.AGENCY if person == home.nurse.person else Part.FAMILY
        asked = meeting.conference.participants.create(person=person, capacity=capacity)
        asked.attendances.create(part=part, mode=AttendanceMode.IN_PERSON)
    return home


def words(scene: Scene) -> Iterator[Marked]:
    for heading in Heading:
        if heading != Heading.PLAN:
            yield from (say(scene, heading, spec) for spec in EVERY_WAY)


def lines(scene: Scene) -> Iterator[Marked]:
    for kind in ItemKind:
        for spec in EVERY_WAY:
            said = say(scene, Heading.PLAN, spec)
            item = PlanItem.objects.create(passage=said.passage, kind=kind)
            if kind == ItemKind.ACTION:
                item.owner = scene.home.nurse.person
                item.due_on = scene.meeting.details().next_review_on
                item.save()
            yield Marked(said.passage, said.mark, spec, item)


def say(scene: Scene, heading: Heading, spec: Said) -> Marked:
    mark = scene.canaries.mark()
    passage = make_passage(
        scene.conference.record,
        f"Some words with {mark} in them.",
        heading=heading,
        audience=[person_of(scene.home, name) for name in sorted(spec.cleared)],
        about=[] if spec.about == "nobody" else [person_of(scene.home, spec.about)],
        restriction=Restriction.RESTRICTED if spec.restricted else Restriction.NONE,
    )
    return Marked(passage, mark, spec)


def plant_everywhere(scene: Scene) -> None:
    """Once it is closed: no meeting could be, on days of 1980."""
    plant_fields(scene.home, scene.canaries)
    scene.canaries.plant(scene.conference, None)
    nurse = scene.conference.participants.get(person=scene.home.nurse.person)
    for name, each in zip(("ada", "ben"), scene.meeting.children, strict=True):
        view = AgencyView(participant=nurse, child=each, stance=AgencyStance.PLAN, dissents=True)
        known = set(scene.canaries.fields)
        for row in (Decision.objects.get(child=each), view):
            scene.canaries.plant(row, None)
        scene.of_child |= dict.fromkeys(set(scene.canaries.fields) - known, name)


def rendered(pack: Pack) -> str:
    return text_of(render(pack.pk))


def content(pack: Pack) -> str:
    """What a pack is rendered from: quick, and enough to see a mutant by its words."""
    return json.dumps(pack.content, ensure_ascii=False)


def leaks_and_losses(scene: Scene, read: Callable[[Pack], str]) -> tuple[set[str], set[str]]:
    names = {person_of(scene.home, name).pk: name for name in READERS}
    rebuild_packs(conference=Conference.objects.get(pk=scene.conference.pk), by=scene.meeting.chair)
    leaks, losses, made = set(), set(), set()
    for pack in packs_of(scene.conference):
        name, text = names[pack.recipient.person_id], read(pack)
        made.add((name, pack.kind))
        for mark, what, may, must in judged(scene, name, pack.kind):
            if mark in text and not may:
                leaks.add(f"{name} got {what} in the {pack.kind}")
            if mark not in text and must:
                losses.add(f"{name} did not get {what} in the {pack.kind}")
    grown = {(name, kind) for name in READERS if name != "ada" for kind in (PLAN, LETTER, RECORD)}
    assert made == {*grown, ("ada", PAGE)}
    return leaks, losses


def judged(scene: Scene, name: str, kind: str) -> Iterator[tuple[str, str, bool, bool]]:
    """Each mark, what it is, whether this document of theirs may hold it, and whether it must."""
    for each in scene.marked:
        may = each.may_reach(name, kind)
        yield each.mark, f"{each.spec} under {each.passage.heading}", may, may
    for mark, planted in scene.canaries.fields.items():
        whose = scene.of_child.get(mark)
        may = field_may_reach(scene.home, planted.source, planted.owner, name)
        may = may and (whose is None or name in BELONGS[whose])
        yield mark, planted.source, may, may and kind in PRINTED.get(planted.source, ())


def test_no_mark_reaches_anybody_who_may_not_have_it_and_every_one_whoever_may(
    scene: Scene,
) -> None:
    assert leaks_and_losses(scene, rendered) == (set(), set())


def test_mutant_without_clearance_leaks(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "why_not", lambda uuid, reader: None)
    leaks, _ = leaks_and_losses(scene, content)
    for kind, heading in ((PLAN, Heading.PLAN), (RECORD, Heading.WORRIES)):
        assert f"bens_father got {EVERY_WAY[0]} under {heading} in the {kind}" in leaks
    assert f"ada got {EVERY_WAY[3]} under plan in the {PAGE}" in leaks


def test_mutant_without_classification_leaks(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "_why_not_fact", lambda *args: None)
    leaks, _ = leaks_and_losses(scene, content)
    assert f"mother got conferences.AgencyView.reason in the {RECORD}" in leaks
    for kind in (PLAN, LETTER, RECORD):
        assert f"bens_father got conferences.Decision.threshold_reason in the {kind}" in leaks


def test_mutant_that_forgets_a_heading_is_noticed_too(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(record_document.HEADINGS, Heading.DECISION)
    _, losses = leaks_and_losses(scene, content)
    assert f"nurse did not get {EVERY_WAY[3]} under decision in the {RECORD}" in losses
