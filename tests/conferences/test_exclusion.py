"""Exclusion: the chair decides, and everything is written down."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from conferences.domain.exclusion import (
    Reasons,
    address_for_letter,
    exclude,
    is_short_notice,
    send_letter,
)
from conferences.enums import AttendanceMode, ExclusionGround
from conferences.letters import exclusion_letter
from conferences.models import Attendance
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
    address = address_for_letter(exclusion=made, by=case.support)
    assert address.startswith(case.father.residences.get().address.lines)
    html = render_to_string(
        "conferences/letters/exclusion.html",
        {"exclusion": made, "to": made.person, "address": address},
    )
    assert "Violence, threats, discriminatory or unfit behaviour" in html
    assert "The chair telephones him the day before." in html
    assert "He threatened staff" not in html
    assert "Ama Worker" not in html
    assert exclusion_letter(made, address=address).startswith(b"%PDF")


def test_the_letter_does_not_go_to_an_address_shared_with_somebody_who_poses_a_risk() -> None:
    case, place = make.make_case(), make.make_place()
    partner = people.make_person("Dean Hazard")
    people.make_relationship(case.older, partner, kind="step_parent", poses_risk=True)
    people.make_residence(partner, address=case.father.residences.get().address)
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    made = exclude(conference=conference, reasons=reasons_for(case), by=chair)
    with pytest.raises(WrongState, match="poses a risk"):
        address_for_letter(exclusion=made, by=case.support)
