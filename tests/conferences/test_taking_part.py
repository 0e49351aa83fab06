"""Who is on the list of a conference, and who may be taken off it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from conferences.domain import invited, inviting, taking_part
from conferences.domain.reports import record_report
from conferences.enums import Capacity, Joining
from people.enums import SafeContact
from people.models import Person
from tests.factories import conferences as make
from tests.factories import people
from tests.factories.invitations import asked, invite

pytestmark = pytest.mark.django_db


def test_an_observer_comes_only_with_the_parents_agreement() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    student = people.make_person("Omar Student")
    with pytest.raises(DomainError, match="only when the parents agree"):
        taking_part.add_participant(
            conference=conference, person=student, capacity=Capacity.OBSERVER, by=case.support
        )
    taking_part.add_participant(
        conference=conference,
        person=student,
        capacity=Capacity.OBSERVER,
        parent_consents=True,
        by=case.support,
    )
    assert asked(conference, student).parent_consents


def test_somebody_who_must_not_be_told_cannot_be_asked() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    uncle = people.make_person("Rex Barred")
    people.make_relationship(case.younger, uncle, kind="other", must_not_be_told=True)
    with pytest.raises(taking_part.MustNotBeTold):
        taking_part.add_participant(
            conference=conference, person=uncle, capacity=Capacity.FAMILY, by=case.support
        )


def test_somebody_who_was_invited_is_not_taken_off_the_list() -> None:
    case = make.make_case()
    conference = invite(case)
    with pytest.raises(WrongState, match="has been invited"):
        taking_part.remove_participant(participant=asked(conference, case.mother), by=case.support)


def test_somebody_who_was_invited_since_the_page_was_opened_is_not_taken_off_the_list() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    opened = asked(conference, case.mother)
    inviting.invite_everyone(conference=conference, by=case.support)
    with pytest.raises(WrongState, match="has been invited"):
        taking_part.remove_participant(participant=opened, by=case.support)
    assert asked(conference, case.mother).invited_at is not None


@pytest.mark.parametrize("report_first", [True, False])
def test_how_they_join_and_their_report_do_not_undo_each_other(report_first: bool) -> None:
    case = make.make_case()
    conference, today = make.make_booked(case), timezone.localdate()
    joins, report = (asked(conference, case.school.person) for _ in range(2))

    def join() -> None:
        taking_part.change_joining(participant=joins, joining=Joining.REMOTE, by=case.support)

    def receive() -> None:
        record_report(participant=report, received_on=today, shared_on=None, by=case.support)

    for act in (receive, join) if report_first else (join, receive):
        act()
    school = asked(conference, case.school.person)
    for kept in (school, school.history.first()):
        assert (kept.joining, kept.report_received_on) == (Joining.REMOTE, today)


def test_how_somebody_joins_who_was_taken_off_the_list_is_refused() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    opened, mother = (asked(conference, case.mother) for _ in range(2))
    taking_part.remove_participant(participant=mother, by=case.support)
    with pytest.raises(WrongState, match="has been taken off the list"):
        taking_part.change_joining(participant=opened, joining=Joining.REMOTE, by=case.support)
    assert not conference.participants.filter(person=case.mother).exists()


def test_being_told_by_telephone_is_recorded() -> None:
    case = make.make_case()
    Person.objects.filter(pk=case.mother.pk).update(safe_contact=SafeContact.PHONE)
    conference = invite(case)
    invitation = asked(conference, case.mother).invitations.get()
    invited.record_told(
        invitation=invitation, told_on=timezone.localdate(), told_by="Ama", by=case.support
    )
    invitation.refresh_from_db()
    assert invitation.told_by == "Ama"
