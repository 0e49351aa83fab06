"""A meeting about to begin, with a family, its professionals and the people who only listen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from conferences.domain import session
from conferences.domain.attending import set_attendance
from conferences.domain.live import save
from conferences.enums import AttendanceMode, Capacity, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Part, Participant
from disclosure.domain.operations import Result
from disclosure.models import Passage
from people.enums import AgencyKind, CaseRoleKind, RelationshipKind, Role
from people.models import Agency, Person
from tests.factories.disclosure import make_record
from tests.factories.people import (
    make_agency,
    make_case_role,
    make_child,
    make_family,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
)


def decided(child: int, **fields: Any) -> dict[str, Any]:
    """What the chair says of this child: a plan, for neglect."""
    given = {
        "child": child,
        "threshold_met": True,
        "threshold_reason": "Harm is likely without a plan.",
        "outcome": "child_protection",
        "category": "NEG",
    }
    return {**given, **fields}


@dataclass
class LiveRoom:
    """`who` finds a participant by a short name: mother, father, health, school, interpreter..."""

    conference: Conference
    chair: User
    minute_taker: User
    children: list[ConferenceChild]
    who: dict[str, Participant] = field(default_factory=dict)

    @property
    def part(self) -> Part:
        return self.conference.parts.get(is_current=True)

    def part_of(self, kind: str) -> Part:
        return self.conference.parts.get(kind=kind)

    def open(self, *here: str) -> LiveRoom:
        """Start the meeting, with these people in the room."""
        self.conference = session.open_session(conference=self.conference, by=self.chair)
        for name in here:
            self.arrive(name)
        return self

    def arrive(self, name: str, *, part: Part | None = None, **options: Any) -> None:
        set_attendance(
            part=part or self.part,
            participant=self.who[name],
            mode=options.pop("mode", AttendanceMode.IN_PERSON),
            at=timezone.now(),
            by=self.chair,
            **options,
        )

    def send(self, *operations: dict[str, Any], by: User | None = None) -> list[Result]:
        by = by or self.minute_taker
        return save(conference=self.conference, operations=operations, by=by)

    def say(self, text: str, **payload: Any) -> Passage:
        """Somebody says this in the current part."""
        number = uuid.uuid4()
        payload = {"heading": "worries", "part_key": self.part.key, **payload}
        result = self.send(op("passage.add", passage=str(number), text=text, **payload))[0]
        assert result.status == "applied", result.message
        return Passage.objects.get(uuid=number)

    def given_to(self, passage: Passage) -> set[str]:
        """Short names of the participants who may be given it."""
        ids = set(passage.clearances.filter(revoked_at=None).values_list("person_id", flat=True))
        return {name for name, each in self.who.items() if each.person_id in ids}


def op(kind: str, /, **payload: Any) -> dict[str, Any]:
    return {"uuid": str(uuid.uuid4()), "kind": kind, "payload": payload}


def make_live_room() -> LiveRoom:
    """Two brothers with different fathers; booked, not yet started."""
    family = make_family("Okafor-Lindqvist family")
    chair = make_staff(Role.PRINCIPAL_OFFICER, name="Petra Chairwell")
    taker = make_staff(Role.BUSINESS_SUPPORT, name="Minnie Takewell")
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    conference = Conference.objects.create(
        family=family,
        kind=ConferenceKind.INITIAL,
        state=ConferenceState.BOOKED,
        record=make_record(family),
        chair=chair.professional,
    )
    mother = make_person("Amara Okafor-Lindqvist")
    father, other_father = make_person("Björn Lindqvist"), make_person("يوسف الحسن")
    children = [
        make_child("Ty'rese Okafor-Lindqvist", family=family),
        make_child("ليث الحسن", family=family),
    ]
    for child in children:
        make_relationship(child, mother)
    make_relationship(children[0], father, kind=RelationshipKind.FATHER)
    make_relationship(children[1], other_father, kind=RelationshipKind.FATHER)
    room = LiveRoom(conference, chair, taker, [_child(conference, child) for child in children])
    family_people = {"mother": mother, "father": father, "other_father": other_father}
    for name, person in family_people.items():
        _ask(room, name, person, Capacity.FAMILY)
    _ask(room, "chair", chair.professional.person, Capacity.CHAIR)
    _ask_agencies(room)
    _ask(room, "observer", make_professional("Olu Watcher").person, Capacity.OBSERVER)
    _ask(room, "interpreter", make_professional("Idris Between").person, Capacity.ADVISER)
    return room


def _ask_agencies(room: LiveRoom) -> None:
    social_worker = make_staff(Role.SOCIAL_WORKER, name="Sorrel Worker").professional
    _ask(room, "social_worker", social_worker.person, Capacity.AGENCY, social_worker.agency)
    for name, called, kind in (
        ("health", "Hana Visitwell", AgencyKind.HEALTH_VISITING),
        ("school", "Skye O'Blackboard", AgencyKind.SCHOOL),
    ):
        agency = Agency.objects.filter(name=f"Fictional {kind.label}").first() or make_agency(
            f"Fictional {kind.label}", kind=kind
        )
        professional = make_professional(called, agency=agency, job_title=kind.label)
        _ask(room, name, professional.person, Capacity.AGENCY, agency)


def _child(conference: Conference, child: Any) -> ConferenceChild:
    return ConferenceChild.objects.create(conference=conference, child=child)


def _ask(room: LiveRoom, name: str, person: Person, capacity: Capacity, agency: Any = None) -> None:
    room.who[name] = Participant.objects.create(
        conference=room.conference,
        person=person,
        capacity=capacity,
        agency=agency,
        direct_contact=agency is not None,
    )
