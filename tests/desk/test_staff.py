"""Staff: added, posted, ended, switched off and on; never by oneself; nothing of a case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from bookings.domain.hub_postings import hub_of
from notifications.models import Message
from people.domain import staff
from people.domain.staff import PostingDetails
from people.enums import Role
from people.models import CaseRole, Posting, Professional
from tests.consistency.pages.desk import PAGES
from tests.factories.bookings import make_hub
from tests.factories.people import (
    make_administrator,
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_person,
    make_posting,
    make_professional,
    make_staff,
    make_team,
    make_user,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
KEEPERS = (Role.HEAD_OF_SERVICE, Role.DATA_OFFICER)


@pytest.fixture
def administrator() -> User:
    return make_administrator()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def details(**fields: Any) -> PostingDetails:
    return PostingDetails(**{"role": Role.BUSINESS_SUPPORT, "from_on": TODAY, **fields})


def day(name: str, value: dt.date) -> dict[str, object]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


class TestAdding:
    def test_a_person_is_typed_checked_and_then_saved(self, administrator: User) -> None:
        client, team, hub = signed_in(administrator), make_team(), make_hub()
        typed = {
            "name": "Ottoline Newcomer",
            "email": "Ottoline@chairside.example",
            "job_title": "Social worker",
            "role": Role.SOCIAL_WORKER,
            "team": team.pk,
            "hub": hub.pk,
            **day("from_on", TODAY),
        }
        checked = client.post("/staff/add/", typed).content.decode()
        assert "check before you save" in checked
        assert "of this name is here already" not in checked
        make_user("ottoline NEWCOMER", email="namesake@chairside.example")
        warned = client.post("/staff/add/", typed).content.decode()
        assert "of this name is here already" in warned
        assert "namesake@chairside.example" in warned
        assert not User.objects.filter(email="ottoline@chairside.example").exists()
        again = client.post("/staff/add/", {**typed, "change": "yes"}).content.decode()
        assert 'value="Ottoline Newcomer"' in again
        response = client.post("/staff/add/", {**typed, "confirmed": "yes"})
        user = User.objects.get(email="ottoline@chairside.example")
        assert response["Location"] == f"/staff/{user.pk}/"
        assert not user.has_usable_password()
        posting = user.postings.get()
        assert (posting.role, posting.team, posting.area) == (
            Role.SOCIAL_WORKER,
            team,
            team.area,
        )
        assert hub_of(user) == hub
        assert Professional.objects.get(user=user).person.name == "Ottoline Newcomer"
        mail = Message.objects.get(to_address=user.email)
        assert "/accounts/password/reset/" in mail.body
        verbs = set(Event.objects.filter(actor_id=administrator.pk).values_list("verb", flat=True))
        assert {"accounts.add_user", "people.post", "bookings.sit_at"} <= verbs

    def test_somebody_cases_know_already_is_the_same_professional(
        self, administrator: User
    ) -> None:
        parent = make_professional(person=make_person("Basil Parent", email="basil@home.example"))
        known = make_professional("Basil Known", work_email="basil@home.example")
        user = staff.add_member_of_staff(
            name="Basil Known",
            email=known.work_email.upper(),
            job_title="Chair",
            posting=details(),
            by=administrator,
        )
        known.refresh_from_db()
        parent.refresh_from_db()
        assert (known.user, parent.user) == (user, None)  # somebody's own email is not their work

    def test_an_address_is_used_once(self, administrator: User) -> None:
        other = make_user()
        with pytest.raises(DomainError, match="here already"):
            staff.add_member_of_staff(
                name="A", email=other.email, job_title="B", posting=details(), by=administrator
            )


class TestPosting:
    @pytest.mark.parametrize("role", KEEPERS)
    def test_those_who_keep_staff_post_others_and_never_themselves(self, role: str) -> None:
        keeper, other = make_staff(role), make_staff(Role.SOCIAL_WORKER)
        assert staff.post(user=other, details=details(), by=keeper).role == Role.BUSINESS_SUPPORT
        with pytest.raises(NotAllowed, match="Somebody else"):
            staff.post(user=keeper, details=details(), by=keeper)
        with pytest.raises(NotAllowed, match="Somebody else"):
            staff.change_posting(posting=keeper.postings.get(), details=details(), by=keeper)
        assert Event.objects.using("audit").filter(action="refused", actor_id=keeper.pk).exists()

    def test_an_administrator_gives_roles_and_holds_none(self, administrator: User) -> None:
        with pytest.raises(NotAllowed):
            staff.post(user=administrator, details=details(), by=administrator)
        with pytest.raises(WrongState, match="holds no role"):
            staff.post(user=administrator, details=details(), by=make_administrator())

    @pytest.mark.parametrize("role", [role for role in Role if role not in KEEPERS])
    def test_nobody_else_does(self, role: str) -> None:
        with pytest.raises(NotAllowed):
            staff.post(user=make_user(), details=details(), by=make_staff(role))

    def test_a_posting_ends_on_its_last_day_and_what_it_was_is_kept(
        self, administrator: User
    ) -> None:
        user = make_staff(Role.BUSINESS_SUPPORT)
        posting = user.postings.get()
        ended = details(from_on=posting.from_on, to_on=TODAY - dt.timedelta(days=1))
        staff.change_posting(posting=posting, details=ended, by=administrator)
        assert not Posting.objects.current().filter(user=user).exists()
        event = Event.objects.get(verb="people.change_posting")
        assert (event.detail["was"]["to_on"], event.detail["is"]["to_on"]) == (
            "",
            str(TODAY - dt.timedelta(days=1)),
        )

    def test_whoever_sees_the_whole_service_from_now_on_is_told_of(
        self, administrator: User
    ) -> None:
        """One administrator alone could let a stranger in."""
        head, officer = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.DATA_OFFICER)
        make_staff(Role.TEAM_MANAGER)
        new = make_user()
        soon = TODAY + dt.timedelta(days=9)
        # Business support sees every family.
        posting = staff.post(user=new, details=details(to_on=soon), by=administrator)
        told = Message.objects.filter(kind="people.wide_posting")
        assert {each.to_address for each in told} == {head.email, officer.email}
        assert f"{administrator} has given {new} a role: Business support" in told[0].body
        staff.change_posting(posting=posting, details=details(to_on=TODAY), by=administrator)
        staff.post(user=make_user(), details=details(role=Role.SOCIAL_WORKER), by=administrator)
        assert told.count() == 2
        staff.change_posting(posting=posting, details=details(), by=head)
        assert [each.to_address for each in told.order_by("pk")[2:]] == [officer.email]

    @pytest.mark.parametrize(
        ("role", "sees"),
        [
            (Role.HEAD_OF_SERVICE, "the whole service"),
            (Role.TEAM_MANAGER, "the whole area North"),
            (Role.EMERGENCY_DUTY, "whether any child is on a plan"),
        ],
    )
    def test_so_it_is_of_whoever_sees_a_whole_area_or_asks_about_any_child(
        self, administrator: User, role: Role, sees: str
    ) -> None:
        head, area = make_staff(Role.HEAD_OF_SERVICE), make_area("North")
        told = Message.objects.filter(kind="people.wide_posting", to_address=head.email)
        said = f"Chairside: Somebody was given a role that sees {sees}"
        wide = details(role=role, area=area if role == Role.TEAM_MANAGER else None)
        staff.post(user=make_user(), details=wide, by=administrator)
        assert [each.subject for each in told.all()] == [said]
        narrow = details(role=Role.TEAM_MANAGER, team=make_team(area=area))
        posting = staff.post(user=make_user(), details=narrow, by=administrator)
        assert told.count() == 1
        staff.change_posting(posting=posting, details=wide, by=administrator)
        assert [each.subject for each in told.all()] == [said, said]
        staff.change_posting(posting=posting, details=narrow, by=administrator)
        assert told.count() == 2

    def test_and_of_whoever_sees_another_area_instead(self, administrator: User) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        north, south = (
            details(role=Role.TEAM_MANAGER, area=make_area(name)) for name in ("North", "South")
        )
        posting = staff.post(user=make_user(), details=north, by=administrator)
        staff.change_posting(posting=posting, details=south, by=administrator)
        told = Message.objects.filter(kind="people.wide_posting", to_address=head.email)
        assert [each.subject.split()[-1] for each in told.order_by("pk")] == ["North", "South"]

    def test_not_twice_the_same_at_one_time(self, administrator: User) -> None:
        user = make_user()
        first = staff.post(user=user, details=details(to_on=TODAY), by=administrator)
        with pytest.raises(WrongState):
            staff.post(user=user, details=details(), by=administrator)
        later = details(from_on=TODAY + dt.timedelta(days=1))
        staff.post(user=user, details=later, by=administrator)
        with pytest.raises(WrongState):
            staff.change_posting(posting=first, details=details(), by=administrator)

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"to_on": TODAY - dt.timedelta(days=1)}, "to_on"),
            ({"role": Role.TEAM_MANAGER}, "team"),
        ],
    )
    def test_what_cannot_be_right_says_so(
        self, administrator: User, wrong: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(DomainError) as refused:
            staff.post(user=make_user(), details=details(**wrong), by=administrator)
        assert refused.value.field == field


class TestSignIn:
    def act(self, by: User, user: User, name: str) -> int:
        answer = {"reason": "Asked in person"}
        return signed_in(by).post(f"/staff/{user.pk}/act/{name}/", answer).status_code

    def test_off_signs_out_at_once_and_on_lets_back_in(self, administrator: User) -> None:
        user = make_staff(Role.SOCIAL_WORKER)
        theirs = signed_in(user)
        theirs.get("/")
        UserSession.objects.get_or_create(
            user=user, session_key=theirs.session.session_key, defaults={"ip": "192.0.2.1"}
        )
        assert self.act(administrator, user, "disable") == 302
        user.refresh_from_db()
        assert not user.is_active
        assert theirs.get("/")["Location"].startswith("/accounts/login/")
        assert self.act(administrator, user, "enable") == 302
        user.refresh_from_db()
        assert user.is_active
        assert Message.objects.filter(kind="people.account_enabled").count() == 1

    def test_a_second_step_is_reset_by_somebody_else_and_the_person_hears_of_it(
        self, administrator: User
    ) -> None:
        user = make_staff(Role.SOCIAL_WORKER)
        Authenticator.objects.create(user=user, type="totp", data={})
        assert self.act(administrator, user, "second-step") == 302
        assert not Authenticator.objects.filter(user=user).exists()
        assert "did not ask for this" in Message.objects.get(to_address=user.email).body
        event = Event.objects.get(verb="accounts.reset_second_step")
        assert (event.reason, event.subject_ids) == ("Asked in person", [user.pk])
        assert self.act(administrator, user, "second-step") == 200  # nothing to take away

    def test_with_it_goes_who_they_are_in_the_directory(self, administrator: User) -> None:
        """Somebody may have linked another one to it."""
        user, other = make_user(), make_user()
        for each in (user, other):
            SocialAccount.objects.create(user=each, provider="directory", uid=str(each.pk))
        page = signed_in(administrator).get(f"/staff/{user.pk}/").content.decode()
        assert "Take the second step away" in page
        assert self.act(administrator, user, "second-step") == 302
        assert SocialAccount.objects.get().user == other

    @pytest.mark.parametrize("name", ["disable", "enable", "second-step", "sign-out"])
    def test_never_ones_own(self, administrator: User, name: str) -> None:
        Authenticator.objects.create(user=administrator, type="totp", data={})
        assert self.act(administrator, administrator, name) == 403
        administrator.refresh_from_db()
        assert administrator.is_active
        assert Authenticator.objects.filter(user=administrator).exists()

    @pytest.mark.parametrize("name", ["disable", "second-step", "sign-out"])
    def test_a_manager_does_nothing_to_an_administrator(
        self, administrator: User, name: str
    ) -> None:
        assert self.act(make_staff(Role.HEAD_OF_SERVICE), administrator, name) == 403

    def test_why_is_asked(self, administrator: User) -> None:
        user = make_user()
        response = signed_in(administrator).post(f"/staff/{user.pk}/act/disable/", {})
        assert "Enter" in response.content.decode()
        with pytest.raises(DomainError):
            staff.disable(user=user, reason=" ", by=administrator)
        user.refresh_from_db()
        assert user.is_active


def test_an_administrator_opens_every_page_and_none_of_them_shows_a_case(
    administrator: User,
) -> None:
    worker = make_staff(Role.SOCIAL_WORKER, name="Ama Worker")
    child = make_child("Tamsin Hidden", family=make_family("Hiddenfamily"))
    make_case_role(child.family, worker)
    make_posting(worker, Role.BUSINESS_SUPPORT)
    client = signed_in(administrator)
    posting = worker.postings.first()
    assert posting is not None
    pages = [
        "/staff/",
        "/staff/?name=ama&role=social_worker&state=on",
        "/staff/?state=dormant",
        "/staff/add/",
        f"/staff/{worker.pk}/",
        f"/staff/{worker.pk}/post/",
        f"/staff/{worker.pk}/act/disable/",
        f"/staff/postings/{posting.pk}/",
    ]
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200, address
        assert "Hidden" not in response.content.decode(), address
    assert CaseRole.objects.exists()
    assert len({page.name for page in PAGES if "staff" in page.name or "posting" in page.name}) == 7
