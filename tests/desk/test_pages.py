"""The desk's pages: what they show, what they hide, what they write down."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from desk.presenters.records import due
from people.enums import CaseRoleKind, RelationshipKind, Role
from people.models import Child
from tests.factories.people import (
    make_address,
    make_case_role,
    make_child,
    make_family,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
    make_unborn,
    make_user,
)
from tests.factories.timescales import make_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> User:
    return make_staff(Role.HEAD_OF_SERVICE)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, url: str) -> str:
    response = signed_in(user).get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def child() -> Child:
    child = make_child("Ngozi O'Featherby", family=make_family("O'Featherby"))
    make_relationship(
        child, make_person("Fergus Ferris"), kind=RelationshipKind.FATHER, poses_risk=True
    )
    make_residence(child.person, address=make_address("4 Mill Lane"), is_protected=True)
    return child


class TestHome:
    def test_what_is_due_comes_first_and_is_audited(self, child: Child) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(child.family, worker)
        deadline = make_deadline(child=child)
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        type(deadline).objects.update(due_on=yesterday)
        text = page(worker, "/")
        for words in ("O&#x27;Featherby family</a>", "Ngozi", "1 day late"):
            assert words in text, words
        event = Event.objects.get(verb="desk.what_needs_me")
        assert (event.action, event.child_ids) == (Action.LISTED, [child.pk])

    def test_a_new_starter_is_told_that_nothing_waits(self) -> None:
        assert "Nothing needs you today" in page(make_staff(Role.SOCIAL_WORKER), "/")

    def test_somebody_without_a_role_is_told_so(self) -> None:
        assert "no role in the service" in page(make_user(), "/")

    def test_each_role_is_offered_its_own_ways_in(self) -> None:
        assert "Is this child on a plan?" in page(make_staff(Role.EMERGENCY_DUTY), "/")
        assert "Is this child on a plan?" not in page(make_staff(Role.SOCIAL_WORKER), "/")
        assert "Merged records" in page(make_staff(Role.DATA_OFFICER), "/")


class TestChildPage:
    def test_it_says_who_is_who_and_marks_what_must_not_be_overlooked(
        self, head: User, child: Child
    ) -> None:
        text = page(head, f"/children/{child.pk}/")
        for words in ["Poses a risk", "Father of Ngozi", "Protected: tell nobody", "Not on a plan"]:
            assert words in text, words
        event = Event.objects.get(verb="desk.child")
        assert (event.action, event.child_ids) == (Action.OPENED, [child.pk])

    def test_every_date_says_why(self, head: User, child: Child) -> None:
        make_deadline(child=child)
        text = page(head, f"/children/{child.pk}/")
        assert "Why this date?" in text
        assert "working day" in text

    def test_who_asked_in_an_emergency_is_for_the_chair_and_managers(self, child: Child) -> None:
        duty, chair = make_staff(Role.EMERGENCY_DUTY), make_staff(Role.PRINCIPAL_OFFICER)
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(child.family, chair, kind=CaseRoleKind.CHAIR)
        make_case_role(child.family, worker)
        signed_in(duty).post("/on-a-plan/", {"name": "Ngozi Featherby", "reason": "In hospital"})
        assert "In hospital" in page(chair, f"/children/{child.pk}/")
        assert "In hospital" not in page(worker, f"/children/{child.pk}/")

    def test_a_merged_record_leads_to_the_one_that_is_kept(self, head: User, child: Child) -> None:
        duplicate = make_child()
        duplicate.person.merged_into = child.person
        duplicate.person.save()
        response = signed_in(head).get(f"/children/{duplicate.pk}/")
        assert response["Location"] == f"/children/{child.pk}/"

    def test_a_refusal_reads_the_same_whatever_the_reason_and_offers_the_emergency(
        self, child: Child
    ) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        restricted = make_child(family=make_family(is_restricted=True))
        answers = []
        for hidden in [child, restricted]:
            response = signed_in(worker).get(f"/children/{hidden.pk}/")
            assert response.status_code == 403
            emergency = f"/families/{hidden.family_id}/emergency/"
            assert emergency in response.content.decode()
            answers.append(response.content.decode().replace(emergency, ""))
        words = [text.split("<main")[1].split("</main>")[0] for text in answers]
        assert words[0] == words[1]

    def test_what_does_not_exist_is_not_found(self, head: User) -> None:
        assert signed_in(head).get("/children/999999/").status_code == 404

    def test_an_unborn_baby(self, head: User) -> None:
        baby = make_unborn()
        assert "Expected" in page(head, f"/children/{baby.pk}/")


class TestFamilyPage:
    def test_children_picture_and_addresses(self, head: User, child: Child) -> None:
        text = page(head, f"/families/{child.family_id}/")
        for words in ["Ngozi O&#x27;Featherby", "<svg", "network-risk", "4 Mill Lane"]:
            assert words in text, words

    def test_an_empty_family_says_what_is_missing(self, head: User) -> None:
        text = page(head, f"/families/{make_family().pk}/")
        assert "No child is recorded yet" in text

    @pytest.mark.parametrize("url", ["/families/{}/", "/children/{}/"])
    def test_the_number_of_queries_does_not_grow(self, head: User, child: Child, url: str) -> None:
        address = url.format(child.pk if "children" in url else child.family_id)
        client, counts = signed_in(head), []
        client.get(address)
        for _ in range(3):
            sibling = make_child(family=child.family)
            make_residence(make_relationship(sibling).person)
            make_relationship(child)
            make_deadline(child=child, about=f"conference:{sibling.pk}")
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1] == counts[2], counts


class TestSearch:
    def test_it_lists_what_may_be_opened(self, head: User, child: Child) -> None:
        text = page(head, "/search/?text=Ngozi Ofeatherby")
        assert f'href="/children/{child.pk}/"' in text
        assert f'href="/families/{child.family_id}/"' in text

    def test_nothing_found_and_nothing_asked(self, head: User) -> None:
        assert "No child you may open fits" in page(head, "/search/?text=Zzyzx")
        assert "at least" not in page(head, "/search/")

    @pytest.mark.parametrize("text", ["'", "' OR 1=1 --", "محمد", "%00x"])
    def test_odd_words_are_answered(self, head: User, text: str) -> None:
        assert signed_in(head).get("/search/", {"text": text}).status_code == 200


def test_brothers_and_sisters_share_the_line_of_one_day(head: User, child: Child) -> None:
    sister = make_child("Amara O'Featherby", family=child.family)
    deadlines = [make_deadline(child=each) for each in (child, sister)]
    (line,) = due(deadlines, timezone.localdate())
    assert line.about == "Ngozi, Amara"
    other = Deadline.objects.get(pk=deadlines[1].pk)
    other.due_on += dt.timedelta(days=1)
    assert [line.about for line in due([deadlines[0], other], timezone.localdate())] == [
        "Ngozi",
        "Amara",
    ]


def test_a_deadline_today_is_not_overdue(head: User, child: Child) -> None:
    deadline = make_deadline(child=child)
    type(deadline).objects.update(due_on=timezone.localdate())
    assert "Overdue" not in page(head, f"/children/{child.pk}/")
    type(deadline).objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    assert "Overdue" in page(head, f"/children/{child.pk}/")
