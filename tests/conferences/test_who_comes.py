"""No close puts into one room, or tells of one, parents who were kept apart at the conference."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conferences.domain.closing import NotReadyToClose, close_conference
from conferences.domain.correcting import reopen_conference
from conferences.domain.next_dates import keep_closing_details, kept_details
from conferences.domain.packs import packs_of
from conferences.domain.ready_to_close import obstacles
from conferences.domain.who_comes import not_told_of_it, to_ask
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    ExclusionGround,
    PartKind,
)
from conferences.models import Conference, Exclusion, Part, Participant
from disclosure.domain.checking import run_checks
from disclosure.domain.rendering import bytes_of
from disclosure.models import Pack
from disclosure.rendering.reading import pages_of
from people.enums import RelationshipKind
from people.models import Person, Relationship
from plans.domain.members import members_of, seat_members
from plans.kept_apart import pairs_of
from plans.models import CoreGroup
from tests.conferences.test_corrected_plan import agree, makes_plan
from tests.conferences.test_packs import packs_for
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting
from tests.factories.people import make_person, make_relationship
from tests.factories.plans import days_ago, make_plan

pytestmark = pytest.mark.django_db
CAME, EXCLUDED = AttendanceMode.IN_PERSON, AttendanceMode.EXCLUDED
PLACE = "Room 2, Larkfield School"
MEETS = ["fact.core_group", "fact.place"]
OWN = ["core_group.own_meeting"]


@dataclass
class Apart:
    """A meeting that a mother and a father were asked to, but not together."""

    meeting: Meeting
    mother: Participant
    father: Participant

    @property
    def conference(self) -> Conference:
        return self.meeting.conference

    def answers(self, *, mother: bool, father: bool) -> dict[int, bool]:
        return {self.mother.pk: mother, self.father.pk: father}

    def close(self, **details: Any) -> None:
        details = {"core_group_place": PLACE, **details}
        self.meeting.conference = close_conference(
            conference=self.conference,
            details=self.meeting.details(**details),
            by=self.meeting.chair,
        )

    def sitting(self) -> set[Person]:
        people = {self.mother.person, self.father.person}
        return {member.person for member in members_of(self.conference.family)} & people

    def papers(self) -> None:
        packs_for(self.meeting, self.mother.person, self.father.person)

    def told(self, participant: Participant) -> dict[str, tuple[list[str], list[str]]]:
        """What each of their papers says of what comes next: the facts, and the sentences."""
        return {
            pack.kind: next(
                (
                    [fact["label"]["key"] for fact in section["facts"]],
                    [word["key"] for word in section["wording"]],
                )
                for section in pack.content["sections"]
                if section["heading"]["key"] == "section.what_next"
            )
            for pack in self.packs(participant)
        }

    def packs(self, participant: Participant) -> list[Pack]:
        return [
            pack
            for pack in packs_of(self.conference)
            if pack.recipient.person_id == participant.person_id
        ]


def asked_to(meeting: Meeting, part: Part, mode: AttendanceMode, name: str) -> Participant:
    kind = RelationshipKind.MOTHER if name.startswith("Layla") else RelationshipKind.FATHER
    person = make_person(name)
    for each in meeting.children:
        make_relationship(each.child, person, kind=kind)
    participant = meeting.conference.participants.create(person=person, capacity=Capacity.FAMILY)
    participant.attendances.create(part=part, mode=mode)
    return participant


def ready() -> Meeting:
    meeting = make_meeting()
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    return meeting


def split() -> Apart:
    meeting = ready()
    here = meeting.conference.parts.get()
    his = meeting.conference.parts.create(
        name="With the father", kind=PartKind.ONE_PARENT, ordinal=2
    )
    mother = asked_to(meeting, here, CAME, "Layla Testwood")
    return Apart(meeting, mother, asked_to(meeting, his, CAME, "Yusuf Testwood"))


def excluded() -> Apart:
    meeting = ready()
    here = meeting.conference.parts.get()
    mother = asked_to(meeting, here, CAME, "Layla Testwood")
    father = asked_to(meeting, here, EXCLUDED, "Yusuf Testwood")
    leave_out(meeting.conference, father.person, meeting)
    return Apart(meeting, mother, father)


def leave_out(conference: Conference, person: Person, meeting: Meeting) -> None:
    Exclusion.objects.create(
        conference=conference,
        person=person,
        ground=ExclusionGround.VIOLENCE,
        rationale="He said he would hurt her.",
        asked_for_by="Layla",
        decided_by=meeting.chair,
        views_heard_by="A letter",
    )


@pytest.fixture(params=[split, excluded])
def apart(request: pytest.FixtureRequest) -> Apart:
    made: Apart = request.param()
    return made


def found(apart: Apart, **details: Any) -> list[tuple[str, str]]:
    given = apart.meeting.details(**details)
    return [(each.message, each.where) for each in obstacles(apart.conference, given)]


def test_who_was_let_in_at_its_end_is_asked_about_though_nobody_else_of_the_family_came() -> None:
    apart = excluded()
    Participant.objects.filter(pk=apart.mother.pk).update(capacity=Capacity.ADVISER)
    apart.father.attendances.update(mode=CAME)
    began = apart.conference.started_at
    assert began is not None
    Exclusion.objects.update(ended_at=began + dt.timedelta(minutes=50))
    assert [each.participant for each in to_ask(apart.conference)] == [apart.father]
    Exclusion.objects.update(ended_at=began - dt.timedelta(minutes=50))
    assert to_ask(apart.conference) == []


def test_the_chair_says_of_each_whether_they_come(apart: Apart) -> None:
    assert found(apart) == [
        (
            "Layla Testwood was kept apart from Yusuf Testwood. Say whether they come to the core "
            "group.",
            f"who_comes_{apart.mother.pk}",
        ),
        (
            "Yusuf Testwood was kept apart from Layla Testwood. Say whether they come to the core "
            "group.",
            f"who_comes_{apart.father.pk}",
        ),
    ]
    assert found(apart, who_comes=apart.answers(mother=True, father=False)) == []
    with pytest.raises(NotReadyToClose):
        apart.close(who_comes={apart.mother.pk: True})


def test_who_does_not_come_is_not_seated_and_not_told_when_and_where(apart: Apart) -> None:
    apart.papers()
    apart.close(who_comes=apart.answers(mother=True, father=False))
    assert apart.sitting() == {apart.mother.person}
    assert CoreGroup.objects.get().place == PLACE
    both = {"outline_plan", "decision_letter"}
    mothers, fathers = apart.told(apart.mother), apart.told(apart.father)
    assert mothers == dict.fromkeys(both, ([*MEETS, "fact.review"], []))
    assert fathers == dict.fromkeys(both, (["fact.review"], OWN))
    assert [PLACE in json.dumps(pack.content) for pack in apart.packs(apart.father)] == [False] * 2


def test_their_printed_plan_says_who_will_tell_them(apart: Apart) -> None:
    apart.papers()
    apart.close(who_comes=apart.answers(mother=True, father=False))
    [plan] = [pack for pack in apart.packs(apart.father) if pack.kind == "outline_plan"]
    run_checks(plan.pk)
    plan.refresh_from_db()
    printed = " ".join(" ".join(pages_of(bytes_of(plan))).split())
    assert "Your social worker will tell you about your own meeting." in printed
    assert "core group" not in printed.lower()
    assert "Larkfield" not in printed


def test_until_it_is_said_neither_is_told(apart: Apart) -> None:
    """Packs are made ready before the close."""
    conference, chair = apart.conference, apart.meeting.chair
    apart.papers()

    def keep(**details: Any) -> None:
        given = apart.meeting.details(core_group_place=PLACE, **details)
        keep_closing_details(conference=conference, details=given, by=chair)

    keep()
    for parent in (apart.mother, apart.father):
        assert apart.told(parent) == {"outline_plan": (["fact.review"], OWN)}
    keep(who_comes={apart.mother.pk: True})
    assert apart.told(apart.mother) == {"outline_plan": ([*MEETS, "fact.review"], [])}
    assert apart.told(apart.father) == {"outline_plan": (["fact.review"], OWN)}
    keep()
    assert kept_details(conference).who_comes == {apart.mother.pk: True}


def test_two_who_both_come_may_meet_only_where_somebody_made_sure(apart: Apart) -> None:
    apart.papers()
    answers = apart.answers(mother=True, father=True)
    assert found(apart, who_comes=answers) == [
        (
            "Layla Testwood and Yusuf Testwood were kept apart, and both come to the core group. "
            "Make sure that they may meet, or say who does not come.",
            "core_group_may_meet",
        )
    ]
    apart.close(who_comes=answers, core_group_may_meet=True)
    assert apart.conference.core_group_may_meet
    assert apart.sitting() == {apart.mother.person, apart.father.person}
    assert apart.told(apart.father) == apart.told(apart.mother)
    assert apart.told(apart.mother)["outline_plan"] == ([*MEETS, "fact.review"], [])


def test_closed_again_whoever_does_not_come_leaves(apart: Apart) -> None:
    apart.close(who_comes=apart.answers(mother=True, father=True), core_group_may_meet=True)
    reopen_conference(conference=apart.conference, reason="One word more.", by=apart.meeting.chair)
    apart.conference.refresh_from_db()
    apart.close(who_comes=apart.answers(mother=True, father=False))
    assert apart.sitting() == {apart.mother.person}


def test_a_review_asks_it_too_and_whoever_sat_there_before_leaves(apart: Apart) -> None:
    """Its core group has met before: no day of a first one is asked."""
    each, family = apart.meeting.children[0], apart.conference.family
    each.plan = make_plan(each.child, started_on=days_ago(30))
    each.save()
    Conference.objects.update(kind=ConferenceKind.REVIEW)
    apart.conference.refresh_from_db()
    seated = [apart.mother.person, apart.father.person]
    seat_members(family=family, people=seated, on=days_ago(30), by=apart.meeting.chair)
    assert [where for _, where in found(apart, first_core_group_at=None)] == [
        f"who_comes_{apart.mother.pk}",
        f"who_comes_{apart.father.pk}",
    ]
    answers = apart.answers(mother=True, father=False)
    apart.close(who_comes=answers, first_core_group_at=None)
    assert apart.sitting() == {apart.mother.person}


def test_without_a_child_protection_plan_there_is_nothing_to_come_to(apart: Apart) -> None:
    each = apart.meeting.children[0]
    each.decision.outcome, each.decision.category = ChildOutcome.NO_FURTHER_ACTION, ""
    each.decision.save()
    assert found(apart) == []


def test_a_plan_made_by_a_correction_seats_nobody_of_whom_it_was_not_said(apart: Apart) -> None:
    decision = apart.meeting.children[0].decision
    decision.outcome, decision.category = ChildOutcome.NO_FURTHER_ACTION, ""
    decision.threshold_met = False
    decision.save()
    apart.papers()
    apart.close(next_review_on=None, first_core_group_at=None)
    agree(makes_plan(apart.meeting))
    assert CoreGroup.objects.count() == 1
    assert apart.sitting() == set()
    for parent in (apart.mother, apart.father):
        assert apart.told(parent)["outline_plan"] == (["fact.review"], OWN)


def test_who_was_excluded_is_asked_about_where_no_other_relative_was_asked() -> None:
    apart = excluded()
    apart.mother.attendances.all().delete()
    apart.mother.delete()
    assert [message for message, _ in found(apart)] == [
        "Yusuf Testwood was excluded. Say whether they come to the core group."
    ]


def test_nobody_is_asked_about_because_of_somebody_who_could_not_sit_there_anyway(
    apart: Apart,
) -> None:
    Relationship.objects.filter(person=apart.father.person).update(must_not_be_told=True)
    assert found(apart) == []
    packs_for(apart.meeting, apart.mother.person)
    apart.close()
    assert apart.sitting() == {apart.mother.person}
    assert apart.told(apart.mother)["outline_plan"] == ([*MEETS, "fact.review"], [])


def test_parents_who_sat_together_are_seated_together_unasked() -> None:
    meeting = ready()
    here = meeting.conference.parts.get()
    mother = asked_to(meeting, here, CAME, "Layla Testwood")
    together = Apart(meeting, mother, asked_to(meeting, here, CAME, "Yusuf Testwood"))
    together.papers()
    together.close()
    assert together.sitting() == {together.mother.person, together.father.person}
    assert together.told(together.father)["outline_plan"] == ([*MEETS, "fact.review"], [])


def test_nor_is_somebody_told_who_was_kept_apart_before_and_not_asked_this_time() -> None:
    meeting, earlier = ready(), excluded()
    mother, father = earlier.mother.person, earlier.father.person
    asked_to(meeting, meeting.conference.parts.get(), CAME, "Layla Otherwood")
    assert not_told_of_it(meeting.conference) == frozenset()
    leave_out(meeting.conference, father, meeting)
    assert not_told_of_it(meeting.conference) == {father.pk}
    meeting.conference.exclusions.all().delete()
    Conference.objects.filter(pk=earlier.conference.pk).update(
        family=meeting.conference.family,
        state=ConferenceState.CLOSED,
        held_on=meeting.conference.day,
    )
    assert not_told_of_it(meeting.conference) == {mother.pk, father.pk}
    meeting.conference.participants.create(person=mother, capacity=Capacity.FAMILY)
    assert not_told_of_it(meeting.conference) == {father.pk}


def test_the_rooms_below_know_whom_it_kept_apart(apart: Apart) -> None:
    family = apart.conference.family_id
    assert pairs_of(family) == frozenset()
    apart.close(who_comes=apart.answers(mother=True, father=False))
    assert pairs_of(family) == {frozenset({apart.mother.person_id, apart.father.person_id})}


class TestThePage:
    def test_asks_of_each_chooses_for_nobody_and_keeps_what_was_said(self, apart: Apart) -> None:
        client, url = Client(), reverse("conferences:close", args=[apart.conference.pk])
        client.force_login(apart.meeting.chair)
        page = client.get(url)
        asks = page.context["form"][f"who_comes_{apart.father.pk}"]
        assert asks.label == "Does Yusuf Testwood come to the core group?"
        assert asks.help_text == (
            "They were kept apart from Layla Testwood. Unless they come, they are not in the core "
            "group, and their papers do not say when and where it meets"
        )
        assert [asks.value(), page.context["form"]["core_group_may_meet"].value()] == [None, False]
        name = f"who_comes_{apart.father.pk}"
        tried = client.post(url, {name: "no", "action": "close"})
        assert tried.context["form"][name].value() == "no"
        words = tried.content.decode()
        assert f'href="#id_who_comes_{apart.mother.pk}"' in words
        assert f'id="id_who_comes_{apart.mother.pk}"' in words
        assert f'href="#id_{name}"' not in words
        assert client.get(url).context["form"][name].value() == "no"
        both = {name: "yes", f"who_comes_{apart.mother.pk}": "yes", "core_group_may_meet": "on"}
        client.post(url, {**both, "action": "save"})
        assert client.get(url).context["form"]["core_group_may_meet"].value() is True
        assert kept_details(Conference.objects.get(pk=apart.conference.pk)).who_comes == (
            apart.answers(mother=True, father=True)
        )

    def test_asks_nothing_where_nobody_was_kept_apart(self) -> None:
        meeting, client = ready(), Client()
        client.force_login(meeting.chair)
        page = client.get(reverse("conferences:close", args=[meeting.conference.pk]))
        assert "core_group_may_meet" not in page.context["form"].fields
