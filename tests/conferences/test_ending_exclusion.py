"""An exclusion is ended by the chair, with a reason; it stays in the record, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from bookings.enums import MoveReason
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.asked_exclusion import is_unanswered
from conferences.domain.attending import IsExcluded, default_audience, set_attendance
from conferences.domain.booking import vacate_conference
from conferences.domain.bundle import bundle_of
from conferences.domain.ending_exclusion import end_exclusion
from conferences.domain.exclusion import exclude
from conferences.domain.exclusion_letter import write_letter_again
from conferences.domain.invitation_message import tells_of_exclusion
from conferences.domain.inviting import invite_everyone
from conferences.domain.kept_apart import would_meet
from conferences.domain.letters_to_print import mark_posted, print_letters
from conferences.domain.opening import open_review
from conferences.domain.session import excluded_people, key_from_paper, open_session
from conferences.domain.taking_part import choose_people_in_part, plan_part
from conferences.enums import AttendanceMode, ConferenceState, Instead, PartKind
from conferences.letters import invitation_words
from conferences.models import Attendance, Conference, ConferenceRequest, Exclusion, Participant
from conferences.presenters.conference import lines
from notifications.domain import deliver_waiting
from notifications.enums import State
from notifications.models import Message
from people.models import Person
from tests.conferences.test_exclusion import reasons_for
from tests.factories import bookings
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db

SAFE = "It is safe for him to say what he thinks at the end."


def booked() -> tuple[make.Case, Conference, User]:
    case, place = make.make_case(), make.make_place()
    return case, make.make_booked(case, place), place.chair.professional.user


def today() -> tuple[make.Case, Conference, User]:
    """Of a meeting that has begun."""
    case, conference, chair = booked()
    started = open_session(conference=conference, by=chair, on_another_day=True)
    return case, started, chair


def asked(conference: Conference, person: Person) -> Participant:
    return conference.participants.get(person=person)


def modes(conference: Conference, person: Person) -> dict[str, str]:
    rows = Attendance.objects.filter(part__conference=conference, participant__person=person)
    return {row.part.name: row.mode for row in rows.select_related("part")}


def exclusion_of(person: Person) -> Message:
    return Message.objects.get(kind="exclusion_letter", to_name=person.name)


def told(conference: Conference, person: Person) -> str:
    return next(line.told for line in lines(conference) if line.participant.person == person)


def test_the_wrong_relative_is_expected_again_and_the_exclusion_is_kept() -> None:
    case, conference, chair = booked()
    before = modes(conference, case.father)
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    ended = end_exclusion(exclusion=made, because=" It was his brother. ", by=chair)
    assert before == {"Whole meeting": AttendanceMode.EXPECTED}
    assert modes(conference, case.father) == before
    assert (ended.ended_by, ended.ended_because) == (chair, "It was his brother.")
    assert ended.ended_at is not None
    assert Exclusion.objects.get() == ended
    assert Event.objects.get(verb="conferences.end_exclusion").reason == "It was his brother."
    assert excluded_people(conference.parts.get()) == set()
    assert bundle_of(conference, on=timezone.localdate()).excluded == set()
    again = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    assert excluded_people(conference.parts.get()) == {case.father.pk}
    assert [each.ended_at is None for each in Exclusion.objects.order_by("pk")] == [False, True]
    assert again.pk != made.pk


def test_on_the_day_he_may_be_marked_as_here_and_only_what_is_said_then_is_his() -> None:
    case, conference, chair = today()
    part, father = conference.parts.get(is_current=True), asked(conference, case.father)
    came = timezone.now()
    mode = AttendanceMode.IN_PERSON
    set_attendance(part=part, participant=father, mode=mode, at=came, by=chair)
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    with pytest.raises(IsExcluded, match="The chair can end the exclusion"):
        set_attendance(part=part, participant=father, mode=mode, at=came, by=chair)
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    row = Attendance.objects.get(part=part, participant=father)
    assert (row.mode, row.arrived_at, row.left_at) == (AttendanceMode.EXPECTED, None, None)
    back = came + timedelta(minutes=50)
    row = set_attendance(part=part, participant=father, mode=mode, at=back, by=chair)
    assert (row.mode, row.arrived_at) == (mode, back)
    noted = conference.record.operations.filter(kind="people.changed")
    assert noted.count() == 1


def test_an_adjourned_meeting_is_held_again_with_him() -> None:
    case, conference, chair = today()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    adjourn_conference(
        conference=conference,
        reason=MoveReason.OTHER,
        note="The school did not come.",
        kept_safe="They stay with their grandmother.",
        by=chair,
    )
    assert set(modes(conference, case.father).values()) == {AttendanceMode.EXCLUDED}
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    assert modes(conference, case.father)["Whole meeting"] == AttendanceMode.EXPECTED


def test_a_letter_that_has_not_left_is_cancelled_and_none_is_written_again() -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    assert exclusion_of(case.father).state == State.WITHDRAWN
    made.refresh_from_db()
    with pytest.raises(WrongState, match="has ended, so no letter goes"):
        write_letter_again(exclusion=made, by=case.support)


def test_one_that_is_printed_is_taken_out_of_the_post() -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    letter = exclusion_of(case.father)
    run = print_letters(messages=[letter], place="Hub", by=case.support).run
    assert run is not None
    run.letters.update(sha256="0" * 64)
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    assert mark_posted(run=run, by=case.support) == [letter]
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (
        State.HELD,
        "This exclusion has ended, so no letter goes.",
    )
    made.refresh_from_db()
    assert made.letter_sent_on is None


def test_who_was_told_not_to_come_is_invited_again() -> None:
    case, conference, chair = booked()
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    made = exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    deliver_waiting()
    called_off = asked(conference, case.mother).invitations.get(kind="cancel")
    end_exclusion(exclusion=made, because="It was her sister.", by=chair)
    link = reverse("conferences:invitation", args=[called_off.token])
    said = Client().get(link).content.decode()
    assert "You are no longer asked to the meeting on" in said
    assert "will not take place" not in said
    assert invitation_words(called_off).title == "The chair’s decision about the meeting"
    assert told(conference, case.mother) == "Cancelled"
    invite_everyone(conference=conference, by=case.support)
    kinds = asked(conference, case.mother).invitations.order_by("sequence")
    assert [each.kind for each in kinds] == ["invite", "cancel", "invite"]
    assert told(conference, case.mother) == "Invited"
    assert "<form" in Client().get(link).content.decode()


def test_what_tells_them_not_to_come_does_not_leave_any_more() -> None:
    case, conference, chair = booked()
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    made = exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    end_exclusion(exclusion=made, because="It was her sister.", by=chair)
    to_her = Message.objects.filter(kind="invitation", to_name=case.mother.name).order_by("pk")
    assert [each.state for each in to_her] == [State.SENT, State.WITHDRAWN]


def test_an_invitation_that_never_left_is_made_anew() -> None:
    case, conference, chair = booked()
    invite_everyone(conference=conference, by=case.support)
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    assert told(conference, case.father) == "Not invited"
    invite_everyone(conference=conference, by=case.support)
    letters = Message.objects.filter(kind="invitation", to_name=case.father.name).order_by("pk")
    assert [each.state for each in letters] == [State.WITHDRAWN, State.WAITING]
    invite_everyone(conference=conference, by=case.support)
    assert letters.count() == 2


def test_he_is_not_expected_in_the_part_of_the_other_parent() -> None:
    """An exclusion from all of it makes a row in her part too, where he was never asked."""
    case, conference, chair = booked()
    hers = plan_part(
        conference=conference, name="With mother", kind=PartKind.ONE_PARENT, by=case.support
    )
    mother, father = asked(conference, case.mother), asked(conference, case.father)
    choose_people_in_part(part=hers, participants=[mother], by=case.support)
    choose_people_in_part(
        part=conference.parts.get(name="Whole meeting"), participants=[father], by=case.support
    )
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    assert set(modes(conference, case.father)) == {"Whole meeting", "With mother"}
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    assert modes(conference, case.father) == {"Whole meeting": AttendanceMode.EXPECTED}


def test_what_he_is_excluded_from_besides_stays() -> None:
    case, conference, chair = booked()
    whole = conference.parts.get()
    later = plan_part(conference=conference, name="Later", kind=PartKind.EVERYONE, by=case.support)
    father = asked(conference, case.father)
    choose_people_in_part(part=later, participants=[father], by=case.support)
    exclude(conference=conference, reasons=replace(reasons_for(case), part=later), by=chair)
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    assert modes(conference, case.father) == {
        whole.name: AttendanceMode.EXPECTED,
        "Later": AttendanceMode.EXCLUDED,
    }


def test_only_the_chair_ends_it_once_and_says_why() -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    with pytest.raises(NotAllowed):
        end_exclusion(exclusion=made, because=SAFE, by=case.support)
    with pytest.raises(DomainError) as refused:
        end_exclusion(exclusion=made, because="  ", by=chair)
    assert (refused.value.field, refused.value.rule) == ("because", "needed")
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    with pytest.raises(WrongState, match="ended already"):
        end_exclusion(exclusion=made, because=SAFE, by=chair)


@pytest.mark.parametrize("state", [ConferenceState.CLOSED, ConferenceState.CANCELLED])
def test_a_meeting_that_is_over_keeps_who_was_excluded(state: ConferenceState) -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    Conference.objects.filter(pk=conference.pk).update(state=state)
    with pytest.raises(WrongState, match="stays in its record"):
        end_exclusion(exclusion=made, because=SAFE, by=chair)


def test_so_does_one_that_is_closed_on_a_later_day() -> None:
    case, conference, chair = today()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    yesterday = timezone.now() - timedelta(days=1)
    Conference.objects.filter(pk=conference.pk).update(started_at=yesterday)
    with pytest.raises(WrongState, match="stays in its record"):
        end_exclusion(exclusion=made, because=SAFE, by=chair)
    Conference.objects.filter(pk=conference.pk).update(keyed_from_paper=True)
    assert end_exclusion(exclusion=made, because=SAFE, by=chair).ended_at is not None


@pytest.mark.parametrize(("ended_before_it_began", "apart"), [(True, 0), (False, 1)])
def test_who_was_let_in_at_the_end_has_met_nobody_by_that(
    ended_before_it_began: bool, apart: int
) -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    if ended_before_it_began:
        end_exclusion(exclusion=made, because=SAFE, by=chair)
    started = open_session(conference=conference, by=chair, on_another_day=True)
    if not ended_before_it_began:
        end_exclusion(exclusion=made, because=SAFE, by=chair)
    part = started.parts.get(is_current=True)
    for person in (case.mother, case.father):
        set_attendance(
            part=part,
            participant=asked(started, person),
            mode=AttendanceMode.IN_PERSON,
            at=timezone.now(),
            by=chair,
        )
    Conference.objects.filter(pk=started.pk).update(
        state=ConferenceState.CLOSED, held_on=timezone.localdate()
    )
    review = open_review(family=case.family, children=[case.older], by=None)
    assert len(would_meet(review)) == apart


def test_the_chair_ends_it_on_its_page_and_everybody_reads_until_when() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place, day=bookings.next_working_day())
    chair = place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    client = Client()
    client.force_login(chair)
    page = reverse("conferences:exclusion", args=[made.pk])
    end = reverse("conferences:end_exclusion", args=[made.pk])
    assert end in client.get(page).content.decode()
    follows = client.get(end).content.decode()
    assert "The letter is cancelled, unless it has left already." in follows
    empty = client.post(end, {"because": " "}).content.decode()
    assert "There is a problem" in empty
    people = reverse("conferences:participants", args=[conference.pk])
    assert client.post(end, {"because": SAFE})["Location"] == people
    assert end not in client.get(page).content.decode()
    client.force_login(case.social_worker)
    shown = " ".join(client.get(people).content.decode().split())
    assert f"ended by {chair}: <bdi>{SAFE}</bdi>" in shown
    assert "Letter to send" not in shown


def given(conference: Conference, *, at: datetime | None = None) -> frozenset[int]:
    """Who is given by default what is said in the current part at this moment."""
    part = conference.parts.get(is_current=True)
    return default_audience(conference=conference, part_key=part.key, at=at)


def comes(conference: Conference, person: Person, at: datetime, by: User) -> None:
    set_attendance(
        part=conference.parts.get(is_current=True),
        participant=asked(conference, person),
        mode=AttendanceMode.IN_PERSON,
        at=at,
        by=by,
    )


@pytest.mark.usefixtures("noon")
def test_what_was_said_while_he_was_out_is_not_his_whenever_he_is_said_to_have_come() -> None:
    """Words and an arrival wait on two devices: one says that he was here from the beginning."""
    case, conference, chair = today()
    began = conference.started_at
    assert began is not None
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    end_exclusion(exclusion=made, because=SAFE, by=chair)
    minute = timedelta(minutes=1)
    out, until = began + 10 * minute, began + 40 * minute
    Exclusion.objects.update(decided_at=out, ended_at=until)
    comes(conference, case.father, began, chair)
    moments = [out - minute, out, until - minute, until, until + minute]
    assert [case.father.pk in given(conference, at=at) for at in moments] == [
        True,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(("ended_before_it_began", "is_his"), [(True, True), (False, False)])
def test_of_a_meeting_on_paper_words_are_given_by_hand_to_who_was_let_in(
    ended_before_it_began: bool, is_his: bool
) -> None:
    case, conference, chair = booked()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    if ended_before_it_began:
        end_exclusion(exclusion=made, because=SAFE, by=chair)
        Exclusion.objects.update(ended_at=timezone.now() - timedelta(hours=5))
    began = timezone.now() - timedelta(hours=3)
    on_paper = key_from_paper(
        conference=conference,
        started_at=began,
        ended_at=began + timedelta(hours=1),
        on_another_day=True,
        by=chair,
    )
    if not ended_before_it_began:
        end_exclusion(exclusion=made, because=SAFE, by=chair)
    comes(on_paper, case.father, began, chair)
    assert (case.father.pk in given(on_paper)) is is_his


def test_he_who_waits_for_a_new_day_is_not_told_that_he_is_not_asked() -> None:
    """Excluded from all that was planned, and invited to a part of his own that came after."""
    case, conference, chair = booked()
    invite_everyone(conference=conference, by=case.support)
    exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    hers = plan_part(
        conference=conference, name="With mother", kind=PartKind.ONE_PARENT, by=case.support
    )
    mother = asked(conference, case.mother)
    choose_people_in_part(part=hers, participants=[mother], by=case.support)
    conference.parts.update(starts_at=conference.booking.starts_at)
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    assert mother.invitations.order_by("sequence").last().kind == "invite"
    vacate_conference(conference=conference, reason=MoveReason.INQUORATE, by=case.support)
    called_off = mother.invitations.order_by("sequence").last()
    assert (called_off.kind, called_off.instead) == ("cancel", Instead.NEW_DAY)
    assert not tells_of_exclusion(called_off)


def test_nobody_is_asked_to_tell_them_what_holds_no_more() -> None:
    """The exclusion ended before they heard of it: neither the list nor their link says it."""
    case, conference, chair = booked()
    invite_everyone(conference=conference, by=case.support)
    deliver_waiting()
    made = exclude(conference=conference, reasons=reasons_for(case, case.mother), by=chair)
    first = asked(conference, case.mother).invitations.get(kind="invite")
    link = reverse("conferences:invitation", args=[first.token])
    assert "You are no longer asked" in Client().get(link).content.decode()
    end_exclusion(exclusion=made, because="It was her sister.", by=chair)
    assert told(conference, case.mother) == "Not invited"
    assert "You are no longer asked" not in Client().get(link).content.decode()


def test_an_exclusion_asked_for_waits_for_an_answer_again_when_another_was_ended() -> None:
    case, conference, chair = booked()
    ConferenceRequest.objects.update(exclusion_asked=True)
    conference.refresh_from_db()
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    assert not is_unanswered(conference)
    end_exclusion(exclusion=made, because="It was his brother.", by=chair)
    assert is_unanswered(conference)
