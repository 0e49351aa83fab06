"""Who counts towards the quorum, and the warning before the day."""

from __future__ import annotations

import pytest

from conferences.domain import taking_part, upkeep
from conferences.domain.quorum import count, forecast
from conferences.enums import Capacity, Joining
from conferences.models import Participant
from notifications.models import Message
from people.enums import AgencyKind
from people.models import Agency
from tests.factories import bookings
from tests.factories import conferences as make

SOCIAL_CARE = Agency(pk=1, name="Children's social care", kind=AgencyKind.SOCIAL_CARE)
SCHOOL = Agency(pk=2, name="Elm School", kind=AgencyKind.SCHOOL)
NURSE = Agency(pk=3, name="School nursing", kind=AgencyKind.SCHOOL_NURSING)
VISITOR = Agency(pk=4, name="Health visiting", kind=AgencyKind.HEALTH_VISITING)
LAWYER = Agency(pk=5, name="Legal services", kind=AgencyKind.LEGAL)


def person(agency: Agency | None, capacity: str = Capacity.AGENCY, contact: bool = True):  # type: ignore[no-untyped-def]
    return Participant(agency=agency, capacity=capacity, direct_contact=contact)


def test_school_school_nurse_and_health_visitor_each_count() -> None:
    quorum = count([person(SOCIAL_CARE, contact=False), person(SCHOOL), person(NURSE)])
    assert quorum.is_quorate
    assert quorum.others == ("Elm School", "School nursing")
    assert count([person(SOCIAL_CARE), person(NURSE), person(VISITOR)]).is_quorate


@pytest.mark.parametrize(
    "others",
    [
        [person(SCHOOL), person(SCHOOL)],
        [person(SCHOOL), person(NURSE, contact=False)],
        [person(SCHOOL), person(LAWYER)],
        [person(SCHOOL), person(NURSE, Capacity.ADVISER)],
        [person(SCHOOL), person(NURSE, Capacity.OBSERVER)],
        [person(SCHOOL), person(None, Capacity.FAMILY)],
    ],
    ids=["same agency twice", "no contact", "lawyer", "adviser", "observer", "family"],
)
def test_these_do_not_make_a_second_agency(others: list[Participant]) -> None:
    quorum = count([person(SOCIAL_CARE), *others])
    assert not quorum.is_quorate
    assert quorum.wanting == "needs 1 more agency in direct contact with the child or family"


def test_without_social_care_there_is_no_quorum() -> None:
    quorum = count([person(SCHOOL), person(NURSE), person(VISITOR)])
    assert quorum.wanting == "needs children’s social care"


@pytest.mark.django_db
def test_a_report_alone_is_not_coming_and_the_office_is_warned_before_the_day() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_working_day())
    assert forecast(conference).is_quorate
    assert upkeep.warn_of_doubtful_quorums() == 0
    school = conference.participants.get(person=case.school.person)
    taking_part.change_joining(participant=school, joining=Joining.REPORT_ONLY, by=case.support)
    assert not forecast(conference).is_quorate
    assert upkeep.warn_of_doubtful_quorums() == 1
    assert upkeep.warn_of_doubtful_quorums() == 1
    warned = Message.objects.filter(kind="quorum_doubtful").values_list("to_address", flat=True)
    assert sorted(warned) == sorted({case.support.email, conference.chair.user.email})
