"""Is this child on a plan? The answer, whom to ring, who is told, and the list on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from unittest import mock

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.errors import NotAllowed
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from config.celery import BEAT
from desk.domain.nightly import nightly_list
from desk.domain.on_a_plan import is_on_a_plan
from desk.models import KeptList
from desk.tasks import keep_nightly_list
from disclosure.enums import Restriction
from disclosure.rendering import store
from disclosure.rendering.reading import pages_of
from notifications.models import Message
from people.domain.look_up import Criteria
from people.enums import CaseRoleKind, Role
from people.models import Child, Family
from plans.enums import ItemKind, PlanKind
from plans.models import Plan, PlanItem
from tests.factories.disclosure import make_passage, make_record
from tests.factories.people import (
    make_address,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
)

pytestmark = pytest.mark.django_db
WHY = "Brought to hospital with a burn"


@pytest.fixture
def duty() -> User:
    return make_staff(Role.EMERGENCY_DUTY)


def put_on_a_plan(child: Child, **fields: object) -> Plan:
    return Plan.objects.create(
        child=child,
        kind=PlanKind.CHILD_PROTECTION,
        record=make_record(family=child.family),
        opened_by="conference:1",
        started_on=dt.date(2026, 5, 4),
        **{"category_initial": "NEG", "category_latest": "NEG", **fields},
    )


def say(plan: Plan, kind: ItemKind, text: str, **fields: object) -> None:
    passage = make_passage(record=plan.record, text=text, **fields)
    PlanItem.objects.create(passage=passage, kind=kind)


def ask(duty: User, name: str = "Tamsin Ferris") -> list:
    return is_on_a_plan(criteria=Criteria(name=name), reason=WHY, by=duty)


def test_yes_with_category_people_and_what_keeps_the_child_safe(duty: User) -> None:
    child = make_child("Tamsin Ferris")
    plan = put_on_a_plan(child)
    worker, chair = make_staff(Role.SOCIAL_WORKER), make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(child.family, worker)
    make_case_role(child.family, chair, kind=CaseRoleKind.CHAIR)
    say(plan, ItemKind.CONTINGENCY, "Grandmother takes the children")
    say(plan, ItemKind.BOTTOM_LINE, "Dean does not come to the house")
    say(plan, ItemKind.ACTION, "Boiler mended")
    say(plan, ItemKind.BOTTOM_LINE, "Police say", restriction=Restriction.RESTRICTED)
    (answer,) = ask(duty, "Tamzin Feris")
    assert answer.on_a_plan
    assert (answer.lead, answer.chair) == (worker.professional, chair.professional)
    assert answer.safety == ["Dean does not come to the house", "Grandmother takes the children"]


def test_what_is_about_a_sibling_is_not_read_out(duty: User) -> None:
    child = make_child("Tamsin Ferris")
    sibling = make_child("Robert Chidi", family=child.family)
    plan = put_on_a_plan(child)
    passage = make_passage(record=plan.record, text="Only about Robert")
    passage.about.set([sibling.person])
    PlanItem.objects.create(passage=passage, kind=ItemKind.BOTTOM_LINE)
    assert ask(duty)[0].safety == []


@pytest.mark.parametrize(
    "fields",
    [
        {"ended_on": dt.date(2026, 8, 1)},
        {"voided_at": timezone.now()},
        {"kind": PlanKind.CHILD_IN_NEED},
    ],
)
def test_no_when_the_plan_ended_was_voided_or_is_of_another_kind(
    duty: User, fields: dict[str, object]
) -> None:
    child = make_child("Tamsin Ferris")
    plan = put_on_a_plan(child)
    Plan.objects.filter(pk=plan.pk).update(**fields)
    (answer,) = ask(duty)
    assert not answer.on_a_plan


def test_yes_on_the_plan_of_the_authority_they_came_from(duty: User) -> None:
    child = make_child("Tamsin Ferris")
    put_on_a_plan(child, is_temporary=True, authority="Fictional Moorshire")
    (answer,) = ask(duty)
    assert (answer.on_a_plan, answer.theirs) == (False, child.plans.get())
    client = Client()
    client.force_login(duty)
    typed = {"name": "Tamsin Ferris", "reason": WHY}
    text = client.post(reverse("desk:on_a_plan"), typed).content.decode()
    assert "YES, on another authority’s plan" in text
    assert "Neglect, since 4 May 2026. Their plan, not ours" in text


def test_the_chair_is_told_without_a_name(duty: User) -> None:
    child = make_child("Tamsin Ferris")
    chair = make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(child.family, chair, kind=CaseRoleKind.CHAIR)
    ask(duty)
    message = Message.objects.get()
    assert message.to_address == chair.email
    for secret in ["Tamsin", "Ferris", "hospital", "burn"]:
        assert secret not in message.subject + message.body


def test_a_restricted_family_is_yes_or_no_and_whom_to_ring(duty: User) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE, name="Ottoline Marchbanks")
    child = make_child("Tamsin Ferris", family=make_family(is_restricted=True))
    plan = put_on_a_plan(child)
    say(plan, ItemKind.BOTTOM_LINE, "Dean does not come to the house")
    make_case_role(child.family, make_staff(Role.SOCIAL_WORKER))
    (answer,) = ask(duty)
    assert answer.on_a_plan
    assert (answer.lead, answer.chair, answer.safety) == (None, None, [])
    assert answer.ring == [str(head)]


@pytest.mark.parametrize("how", ["restricted", "conflict"])
def test_words_of_another_family_that_is_shut_are_not_read_out(duty: User, how: str) -> None:
    """The child's two records were in two families."""
    child = make_child("Tamsin Ferris")
    plan = put_on_a_plan(child)
    other = make_family()
    Plan.objects.update(record=make_record(family=other))
    plan.refresh_from_db()
    say(plan, ItemKind.BOTTOM_LINE, "Dean does not come to the house")
    assert ask(duty)[0].safety == ["Dean does not come to the house"]
    if how == "conflict":
        make_conflict(other, duty)
    else:
        Family.objects.filter(pk=other.pk).update(is_restricted=True)
    assert ask(duty)[0].safety == []


class TestThePage:
    def sign_in(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def test_it_answers_and_keeps_what_was_typed(self, duty: User) -> None:
        put_on_a_plan(make_child("Tamsin Ferris"))
        response = self.sign_in(duty).post("/on-a-plan/", {"name": "Tamsin Ferris", "reason": WHY})
        text = response.content.decode()
        assert "YES, on a plan" in text
        assert "Neglect" in text
        assert 'value="Tamsin Ferris"' in text
        assert Event.objects.get(verb="people.look_up").reason == WHY

    def test_a_restricted_child_shows_nothing_but_yes(self, duty: User) -> None:
        family = make_family("Ferris-Secret", is_restricted=True)
        child = make_child("Tamsin Ferris", family=family, date_of_birth=dt.date(2014, 6, 3))
        put_on_a_plan(child)
        text = (
            self.sign_in(duty)
            .post("/on-a-plan/", {"name": "Tamsin Ferris", "reason": WHY})
            .content.decode()
        )
        assert "YES, on a plan" in text
        assert "Ring the head of service" in text
        for secret in ["Neglect", "Ferris-Secret", "2014"]:
            assert secret not in text

    def test_without_a_reason_it_asks_for_one(self, duty: User) -> None:
        text = self.sign_in(duty).post("/on-a-plan/", {"name": "Tamsin"}).content.decode()
        assert "an answer to ‘Why are you asking?’" in text
        assert not Event.objects.filter(action=Action.SEARCHED).exists()

    def test_nobody_found_says_what_to_try(self, duty: User) -> None:
        text = (
            self.sign_in(duty)
            .post("/on-a-plan/", {"name": "Zzyzx", "reason": WHY})
            .content.decode()
        )
        assert "No child on record fits" in text

    @pytest.mark.parametrize("url", ["/on-a-plan/", "/on-a-plan/list/"])
    def test_a_social_worker_is_turned_away(self, url: str) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        assert self.sign_in(worker).get(url).status_code == 403
        assert Event.objects.using("audit").filter(actor_id=worker.pk).exists()


class TestTheListOnPaper:
    def test_it_lists_who_is_on_a_plan_and_keeps_secrets(self, duty: User) -> None:
        open_, secret = make_child("Tamsin Ferris"), make_child("Zofia Nowak")
        restricted = make_child("Robert Chidi", family=make_family(is_restricted=True))
        make_child("Nobody Onaplan")
        for child in (open_, secret, restricted):
            put_on_a_plan(child)
            make_residence(
                child.person,
                address=make_address(f"{child.pk} Row"),
                is_protected=child is secret,
            )
        lines = nightly_list(by=duty)
        assert [(line.child.person.name, line.address) for line in lines] == [
            ("Robert Chidi", ""),
            ("Tamsin Ferris", f"{open_.pk} Row, ZZ1 1ZZ"),
            ("Zofia Nowak", ""),
        ]
        event = Event.objects.get()
        assert event.action == Action.PRINTED
        assert set(event.child_ids) == {open_.pk, secret.pk, restricted.pk}

    @pytest.mark.parametrize("how", ["home", "person"])
    def test_where_a_protected_person_lives_is_on_no_paper(self, duty: User, how: str) -> None:
        """The mother's address is protected, or she is: the child's row says nothing of it."""
        child, other = make_child("Tamsin Ferris"), make_child("Zofia Nowak")
        mother = make_person(is_protected=how == "person")
        make_relationship(child, mother, lives_with=True)
        refuge = make_address("3 Refuge Road")
        for person in (child.person, other.person):
            put_on_a_plan(person.child)
            make_residence(person, address=refuge)
        make_residence(mother, address=refuge, is_protected=how == "home")
        assert [line.address for line in nightly_list(by=duty)] == ["", ""]

    def test_nor_is_a_child_who_lives_with_somebody_protected_elsewhere(self, duty: User) -> None:
        child = make_child("Tamsin Ferris")
        put_on_a_plan(child)
        make_residence(child.person)
        mother = make_person()
        make_relationship(child, mother, lives_with=True)
        make_residence(mother, is_protected=True)
        [line] = nightly_list(by=duty)
        assert line.address == ""

    def test_a_conflict_of_interest_blocks_the_paper_too(self, duty: User) -> None:
        child = make_child("Tamsin Ferris")
        put_on_a_plan(child)
        make_residence(child.person)
        make_case_role(child.family, make_staff(Role.SOCIAL_WORKER))
        make_conflict(child.family, duty)
        [line] = nightly_list(by=duty)
        assert (line.lead, line.address) == (None, "")
        [other] = nightly_list(by=make_staff(Role.DUTY_PRINCIPAL_OFFICER))
        assert other.lead is not None
        assert other.address != ""

    def test_others_may_not_print_it(self) -> None:
        with pytest.raises(NotAllowed):
            nightly_list(by=make_staff(Role.SOCIAL_WORKER))

    def test_the_number_of_queries_does_not_grow(
        self, duty: User, django_assert_num_queries: object
    ) -> None:
        nightly_list(by=duty)
        for _ in range(3):
            child = make_child()
            put_on_a_plan(child)
            make_case_role(child.family, make_staff(Role.SOCIAL_WORKER))
            make_residence(child.person)
            with django_assert_num_queries(7):
                nightly_list(by=duty)

    def test_the_page_and_the_command(self, duty: User, tmp_path: Path) -> None:
        put_on_a_plan(make_child("Tamsin Ferris"))
        client = Client()
        client.force_login(duty)
        assert "Ferris, Tamsin" in client.get("/on-a-plan/list/").content.decode()
        call_command("nightly_list", "--out", str(tmp_path))
        written = tmp_path / "children-on-a-plan.pdf"
        assert oct(written.stat().st_mode)[-3:] == "600"
        assert list(tmp_path.iterdir()) == [written]
        with pikepdf.open(written) as document:
            assert document.Root.MarkInfo.Marked
        assert Event.objects.filter(action=Action.PRINTED).count() == 2

    def test_another_authoritys_plan_stands_there_too_and_says_whose(self, duty: User) -> None:
        theirs, both = make_child("Ulla Ashdown"), make_child("Mina Brook")
        restricted = make_child("Robert Chidi", family=make_family(is_restricted=True))
        for child in (theirs, both, restricted):
            put_on_a_plan(child, is_temporary=True, authority="Fictional Moorshire")
        put_on_a_plan(both)
        lines = nightly_list(by=duty)
        assert [(line.plan is None, line.theirs is None) for line in lines] == [
            (True, False),
            (False, False),
            (True, False),
        ]
        client = Client()
        client.force_login(duty)
        page = client.get("/on-a-plan/list/").content.decode()
        assert page.count("Plan of <bdi>Fictional Moorshire</bdi>") == 2
        assert "On a plan of <bdi>Fictional Moorshire</bdi>. Restricted: ring" in page
        Plan.objects.update(ended_on=timezone.localdate())
        assert nightly_list(by=duty) == []

    def test_it_is_made_each_night_kept_and_printed_with_a_name(
        self, duty: User, settings: Settings, tmp_path: Path
    ) -> None:
        settings.PRIVATE_DIR = tmp_path / "private"
        settings.NIGHTLY_LIST_FOLDER = tmp_path / "lists"
        assert "keep_nightly_list" in str(BEAT)
        child = make_child("Tamsin Ferris")
        put_on_a_plan(child)
        client = Client()
        client.force_login(duty)
        assert "No list is kept" in client.get("/on-a-plan/list/").content.decode()
        assert [keep_nightly_list(), keep_nightly_list()] == [1, 1]
        row = KeptList.objects.get()
        laid = tmp_path / "lists" / "children-on-a-plan.pdf"
        assert oct(laid.stat().st_mode)[-3:] == "600"
        assert store.digest(laid.read_bytes()) == row.sha256
        assert [path.name for path in (tmp_path / "private" / "lists").iterdir()] == [
            f"{row.sha256}.pdf"
        ]
        assert "kept for an outage was made on" in client.get("/on-a-plan/list/").content.decode()
        with mock.patch("desk.domain.kept_list.drawn", side_effect=AssertionError):
            pages = pages_of(client.get("/on-a-plan/list/pdf/").content)  # the kept one
        assert "Ferris, Tamsin" in pages[0]
        assert f"Printed by {duty.name}" in pages[0]
        printed = Event.objects.filter(action=Action.PRINTED).latest("id")
        assert (printed.actor_id, printed.child_ids) == (duty.pk, [child.pk])
        make_residence(child.person)
        make_conflict(child.family, duty)
        pages = pages_of(client.get("/on-a-plan/list/pdf/").content)  # drawn anew: it is not theirs
        assert "ring the head of service" in " ".join(pages[0].split())

    def test_a_folder_that_is_away_stops_nothing(
        self, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.PRIVATE_DIR = tmp_path / "private"
        (tmp_path / "lists").write_text("a file where the folder should be")
        settings.NIGHTLY_LIST_FOLDER = tmp_path / "lists"
        assert keep_nightly_list() == 0
        assert KeptList.objects.count() == 1
        assert "could not be laid out" in caplog.text

    def test_the_command_needs_a_directory(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError):
            call_command("nightly_list", "--out", str(tmp_path / "missing"))
