"""The diary: who sees what, the slots that will not hold, and who is away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from bookings.domain import record_absence
from bookings.enums import AbsenceKind, MoveReason
from bookings.models import Absence, Booking
from conferences.domain import booking as steps
from conferences.domain.slots import pencil_for_request
from conferences.enums import ConferenceState
from conferences.models import Conference
from people.enums import Role
from tests.factories import bookings, people
from tests.factories import conferences as make

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@dataclass
class Booked:
    """A conference in the diary, and the page of somebody who looks at it."""

    case: make.Case
    conference: Conference

    @property
    def booking(self) -> Booking:
        booking = self.conference.booking
        assert booking is not None
        return booking

    def diary(self, reader: User, **query: object) -> str:
        asked = {"on": self.booking.day.isoformat(), **query}
        response = signed_in(reader).get("/conferences/diary/", asked)
        assert response.status_code == 200
        return response.content.decode()


@pytest.fixture
def booked() -> Booked:
    case = make.make_case("Pendlewick")
    return Booked(case, make.make_booked(case))


def away(booked: Booked, **fields: object) -> None:
    day = booked.booking.day
    given = {
        "professional": booked.booking.chair.professional,
        "kind": AbsenceKind.SICKNESS,
        "starts_at": bookings.at(day, 0),
        "ends_at": bookings.at(day, 23),
        "by": booked.case.support,
        **fields,
    }
    record_absence(**given)  # type: ignore[arg-type]


class TestDiary:
    @pytest.mark.parametrize("span", ["day", "week"])
    @pytest.mark.parametrize("by", ["room", "chair"])
    def test_who_sits_where_with_whom(self, booked: Booked, span: str, by: str) -> None:
        page = booked.diary(booked.case.support, span=span, by=by)
        assert str(booked.booking.chair) in page
        assert booked.booking.room.name in page
        assert "Initial child protection conference for Pendlewick" in page
        assert f"/conferences/{booked.conference.pk}/" in page

    def test_a_chair_sees_that_a_slot_is_taken_but_not_for_which_family(
        self, booked: Booked
    ) -> None:
        page = booked.diary(people.make_staff(Role.PRINCIPAL_OFFICER))
        assert "Pendlewick" not in page
        assert "Booked" in page

    def test_the_chair_of_the_conference_sees_the_family(self, booked: Booked) -> None:
        chair = booked.booking.chair.professional.user
        assert "Pendlewick" in booked.diary(chair)

    def test_a_meeting_that_was_adjourned_is_not_said_to_be_on(self, booked: Booked) -> None:
        assert ">Confirmed<" in "".join(booked.diary(booked.case.support).split())
        booked.conference.state = ConferenceState.ADJOURNED
        booked.conference.save()
        page = "".join(booked.diary(booked.case.support).split())
        assert f">{ConferenceState.ADJOURNED.label}<".replace(" ", "") in page
        assert ">Confirmed<" not in page

    def test_a_restricted_family_is_named_to_nobody_else(self, booked: Booked) -> None:
        booked.case.family.is_restricted = True
        booked.case.family.save()
        assert "Pendlewick" not in booked.diary(booked.case.support)

    def test_a_family_named_is_audited(self, booked: Booked) -> None:
        booked.diary(booked.case.support)
        event = Event.objects.get(verb="conferences.diary")
        assert (event.action, event.subject_ids) == (Action.LISTED, [booked.conference.pk])
        assert event.child_ids == sorted([booked.case.older.pk, booked.case.younger.pk])

    def test_a_slot_pencilled_for_a_request_names_it(self) -> None:
        case, place = make.make_case("Al-Quasimi"), make.make_place()
        request = make.make_submitted(case)
        choice = make.choice_on(place, bookings.next_monday(1))
        booking = pencil_for_request(
            request=request, choice=choice, late_reason="late", by=case.support
        )
        page = Booked(case, Conference(booking=booking)).diary(case.support)
        assert "request for Al-Quasimi" in page

    def test_why_somebody_is_away_is_told_to_those_who_book_only(self, booked: Booked) -> None:
        away(booked)
        assert "Sickness" in booked.diary(booked.case.support, by="chair")
        page = booked.diary(people.make_staff(Role.PRINCIPAL_OFFICER), by="chair")
        assert "Sickness" not in page
        assert "Away" in page

    def test_a_bank_holiday_says_so(self, booked: Booked) -> None:
        assert "Bank holiday" in booked.diary(booked.case.support, on="2027-12-27")

    def test_an_empty_service_says_what_to_do(self) -> None:
        client = signed_in(people.make_staff(Role.BUSINESS_SUPPORT))
        assert "There is nothing to show" in client.get("/conferences/diary/").content.decode()

    def test_nonsense_in_the_address_is_forgiven(self) -> None:
        client = signed_in(people.make_staff(Role.BUSINESS_SUPPORT))
        for query in ({"on": "yesterday"}, {"span": "year"}, {"by": "' OR 1=1"}):
            assert client.get("/conferences/diary/", query).status_code == 200

    @pytest.mark.parametrize("by", ["room", "chair"])
    def test_as_many_queries_for_three_conferences_as_for_one(
        self, booked: Booked, by: str
    ) -> None:
        reader = booked.case.support
        booked.diary(reader)
        with CaptureQueriesContext(connection) as one:
            booked.diary(reader, by=by)
        for _ in range(2):
            booking = bookings.make_booking(
                day=booked.booking.day, minute_taker=bookings.make_minute_taker()
            )
            other = make.make_conference(make.make_case())
            Conference.objects.filter(pk=other.pk).update(booking=booking)
        with CaptureQueriesContext(connection) as three:
            booked.diary(reader, by=by)
        assert len(three) == len(one)


class TestMending:
    def page(self, user: User, **query: object) -> str:
        response = signed_in(user).get("/conferences/diary/mend/", query)
        assert response.status_code == 200
        return response.content.decode()

    def test_a_proposal_is_shown_and_nothing_moves_until_a_person_takes_it(
        self, booked: Booked
    ) -> None:
        bookings.make_chair("Grace Obi")
        away(booked)
        before = booked.booking.choice
        page = self.page(booked.case.support, propose="yes")
        assert "New chair: Grace Obi" in page
        assert f"/conferences/{booked.conference.pk}/book/choose/?choice=" in page
        assert Booking.objects.get(pk=booked.booking.pk).choice == before

    def test_the_link_leads_to_a_page_that_takes_it(self, booked: Booked) -> None:
        bookings.make_chair("Grace Obi")
        away(booked)
        client = signed_in(booked.case.support)
        page = client.get("/conferences/diary/mend/", {"propose": "yes"})
        [row] = page.context["rows"]
        given = {"choice": row.proposal.offer.choice.key, "move_reason": MoveReason.CHAIR_AWAY}
        assert client.post(row.choose_url, given).status_code == 302
        assert str(Conference.objects.get().booking.chair) == "Grace Obi"
        assert "Nothing needs mending" in self.page(booked.case.support)

    def test_without_asking_there_are_reasons_and_no_proposals(self, booked: Booked) -> None:
        away(booked)
        page = self.page(booked.case.support)
        assert "is away" in page
        assert "Look at this proposal" not in page

    def test_a_vacated_conference_stays_until_it_has_a_date(self, booked: Booked) -> None:
        steps.vacate_conference(
            conference=booked.conference, reason=MoveReason.INQUORATE, by=booked.case.support
        )
        page = self.page(booked.case.support, propose="yes")
        assert "Too few agencies could come" in page
        assert "Look at this" in page

    def test_empty(self) -> None:
        assert "Nothing needs mending" in self.page(people.make_staff(Role.BUSINESS_SUPPORT))


class TestAbsences:
    def test_recorded_it_shows_the_conferences_it_hits(self, booked: Booked) -> None:
        day = booked.booking.day
        given = {
            "professional": booked.booking.chair_id,
            "kind": "sickness",
            "first": day.isoformat(),
        }
        client = signed_in(booked.case.support)
        page = client.post("/conferences/diary/absences/new/", given, follow=True)
        assert "Conferences it hits: 1" in page.content.decode()
        assert "Pendlewick" in page.content.decode()

    def test_a_last_day_counts_whole(self) -> None:
        chair, day = bookings.make_chair(), bookings.next_monday()
        given = {
            "professional": chair.pk,
            "kind": "leave",
            "first": day.isoformat(),
            "to": day.isoformat(),
        }
        signed_in(bookings.make_booker()).post("/conferences/diary/absences/new/", given)
        during = Absence.objects.get().during
        tomorrow = day + dt.timedelta(days=1)
        assert (during.lower, during.upper) == (bookings.at(day, 0), bookings.at(tomorrow, 0))

    def test_leave_without_an_end_is_refused_and_what_was_typed_stays(self) -> None:
        chair, day = bookings.make_chair(), bookings.next_monday()
        given = {
            "professional": chair.pk,
            "kind": "leave",
            "first_day": day.day,
            "first_month": day.month,
            "first_year": day.year,
        }
        client = signed_in(bookings.make_booker())
        page = client.post("/conferences/diary/absences/new/", given).content.decode()
        assert "Only sickness may be left open" in page
        assert f'value="{day.year}"' in page

    def test_a_chair_records_only_their_own(self) -> None:
        chair, other = bookings.make_chair(), bookings.make_chair()
        client = signed_in(chair.professional.user)
        given = {"kind": "sickness", "first": bookings.next_monday().isoformat()}
        client.post("/conferences/diary/absences/new/", {**given, "professional": other.pk})
        assert not Absence.objects.exists()
        client.post("/conferences/diary/absences/new/", {**given, "professional": chair.pk})
        assert Absence.objects.count() == 1

    def test_nobody_reads_anothers_absence(self) -> None:
        absence = bookings.make_absence(bookings.make_chair().professional, bookings.next_monday())
        client = signed_in(people.make_staff(Role.PRINCIPAL_OFFICER))
        assert client.get(f"/conferences/diary/absences/{absence.pk}/").status_code == 403
        page = client.get("/conferences/diary/absences/").content.decode()
        assert "Annual leave" not in page

    def test_back_at_work_and_withdrawn(self) -> None:
        absence = bookings.make_absence(bookings.make_chair().professional, bookings.next_monday())
        client = signed_in(bookings.make_booker())
        back = bookings.next_monday() + dt.timedelta(days=3)
        where = f"/conferences/diary/absences/{absence.pk}"
        client.post(f"{where}/end/", {"back_on": back.isoformat()})
        absence.refresh_from_db()
        assert absence.during.upper == bookings.at(back, 0)
        client.post(f"{where}/withdraw/")
        absence.refresh_from_db()
        assert absence.withdrawn_at is not None

    def test_a_day_back_before_the_first_day_is_refused_in_words(self) -> None:
        absence = bookings.make_absence(bookings.make_chair().professional, bookings.next_monday())
        client = signed_in(bookings.make_booker())
        where = f"/conferences/diary/absences/{absence.pk}/end/"
        page = client.post(where, {"back_on": "2020-01-06"}, follow=True).content.decode()
        assert "cannot be back before they left" in page


class TestWhoMayOpen:
    def test_a_refusal_is_kept_once(self) -> None:
        signed_in(people.make_staff(Role.SOCIAL_WORKER)).get("/conferences/diary/")
        refusal = Event.objects.using("audit").get(verb="conferences:diary")
        assert refusal.action == Action.REFUSED

    def test_a_stranger_is_asked_to_sign_in(self, client: Client) -> None:
        assert client.get("/conferences/diary/").status_code == 302
