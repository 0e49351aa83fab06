"""Exclusion: the chair decides, and everything is written down."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from conferences.domain.exclusion import (
    Reasons,
    exclude,
    is_short_notice,
)
from conferences.domain.exclusion_letter import send_letter, write_letter_again
from conferences.domain.letters_to_print import print_letters
from conferences.enums import AttendanceMode, ExclusionGround
from conferences.letters import exclusion_words, letter_html
from conferences.models import Attendance
from notifications.enums import State
from notifications.letters import Copy
from notifications.models import Message
from people.models import Residence
from tests.factories import conferences as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def reasons_for(case: make.Case) -> Reasons:
    return Reasons(
        person=case.father,
        part=None,
        ground=ExclusionGround.VIOLENCE,
        rationale="He threatened staff twice this month.",
        asked_for_by="Ama Worker",
        asked_for_on=make.days_ago(0),
        views_heard_by="The chair telephones him the day before.",
    )


def test_the_chair_excludes_and_the_person_is_marked_in_every_part() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    made = exclude(
        conference=conference, reasons=reasons_for(case), by=place.chair.professional.user
    )
    rows = Attendance.objects.filter(participant__person=case.father)
    assert [row.mode for row in rows] == [AttendanceMode.EXCLUDED]
    assert is_short_notice(made)
    send_letter(exclusion=made, sent_on=timezone.localdate(), by=case.support)
    assert made.letter_sent_on == timezone.localdate()


def test_only_who_sends_letters_says_that_one_has_gone() -> None:
    case, place = make.make_case(), make.make_place()
    made = exclude(
        conference=make.make_booked(case, place),
        reasons=reasons_for(case),
        by=place.chair.professional.user,
    )
    with pytest.raises(NotAllowed):
        send_letter(exclusion=made, sent_on=timezone.localdate(), by=case.social_worker)


def test_business_support_does_not_decide() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    with pytest.raises(NotAllowed):
        exclude(conference=conference, reasons=reasons_for(case), by=case.support)


@pytest.mark.parametrize("field", ["rationale", "asked_for_by", "views_heard_by"])
def test_every_reason_is_asked_for(field: str) -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    reasons = replace(reasons_for(case), **{field: "  "})
    with pytest.raises(DomainError) as refused:
        exclude(conference=conference, reasons=reasons, by=place.chair.professional.user)
    assert refused.value.field == field


def test_nobody_is_excluded_twice_from_the_same() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    exclude(conference=conference, reasons=reasons_for(case), by=chair)
    with pytest.raises(WrongState):
        exclude(conference=conference, reasons=reasons_for(case), by=chair)


def test_the_letter_names_the_ground_and_keeps_what_others_said() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    letter = Message.objects.get(kind="exclusion_letter")
    assert letter.to_address.startswith(case.father.residences.get().address.lines)
    words = letter_html(exclusion_words(made), case.father, Copy(letter, 1, "Hub", case.support))
    assert "Violence, threats, or words and acts that hurt others" in words
    assert "The chair telephones him the day before." in words
    assert "He threatened staff" not in words
    assert "Ama Worker" not in words


def test_the_letter_does_not_go_to_an_address_shared_with_somebody_who_poses_a_risk() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    partner = people.make_person("Dean Hazard")
    people.make_relationship(case.older, partner, kind="step_parent", poses_risk=True)
    people.make_residence(partner, address=case.father.residences.get().address)
    letter = Message.objects.get(kind="exclusion_letter")
    done = print_letters(messages=[letter], place="Hub", by=case.support)
    assert done.run is None
    assert "poses a risk" in done.held[0].last_error
    with pytest.raises(WrongState, match="poses a risk"):
        write_letter_again(exclusion=made, by=case.support)


def test_after_a_move_the_letter_is_written_to_the_new_home() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    Residence.objects.filter(person=case.father).update(to_on=make.days_ago(1))
    home = people.make_residence(case.father)
    letter = Message.objects.get(kind="exclusion_letter")
    (held,) = print_letters(messages=[letter], place="Hub", by=case.support).held
    assert "The address has changed" in held.last_error
    write_letter_again(exclusion=made, by=case.support)
    letter.refresh_from_db()
    assert letter.to_address.startswith(home.address.lines)
    assert letter.state == State.WAITING
    with pytest.raises(NotAllowed):
        write_letter_again(exclusion=made, by=case.social_worker)
