"""Whoever hears first that she has fled has nothing more sent to her, whoever keeps her address."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.models import User
from audit.models import Event
from conferences.domain import inviting
from conferences.domain.letters_to_print import print_letters
from conferences.domain.safe_contact import way_to_tell
from conferences.domain.taking_part import add_participant
from conferences.enums import Capacity
from notifications.enums import State
from notifications.models import Message
from people.domain.stop_writing import stop_writing
from people.enums import CaseRoleKind, Role, SafeContact
from people.models import Address, Family, Person
from tests.factories.conferences import Case, make_booked, make_case
from tests.factories.invitations import asked, message_to
from tests.factories.people import (
    make_broken_glass,
    make_case_role,
    make_conflict,
    make_named_access,
    make_relationship,
    make_staff,
)
from tests.people.test_kept_by_others import family_of, hidden_mother

pytestmark = pytest.mark.django_db
SECRET = ("900321", "home@family", "Never leave", "Larkspur")


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def mother(case: Case) -> Person:
    """In a refuge, of a restricted family, and a parent in the open one."""
    found = hidden_mother()
    Address.objects.filter(residences__person=found).update(lines="Larkspur House")
    make_relationship(case.older, found)
    return found


def page_of(mother: Person) -> str:
    return reverse("people:stop_writing", args=[mother.pk])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def named_in(family: Family) -> User:
    keeper = make_staff(Role.SOCIAL_WORKER)
    make_named_access(family, keeper)
    return keeper


def told() -> list[Message]:
    return list(Message.objects.filter(kind="people.stop_writing").order_by("pk"))


def test_her_worker_stops_what_is_on_its_way_and_reads_nothing(case: Case, mother: Person) -> None:
    conference = make_booked(case)
    add_participant(conference=conference, person=mother, capacity=Capacity.FAMILY, by=case.support)
    inviting.invite_everyone(conference=conference, by=case.support)
    assert message_to(mother).channel == "letter"
    keeper = named_in(family_of(mother))
    client = signed_in(case.social_worker)
    family = client.get(case.family.get_absolute_url()).content.decode()
    assert f'href="{page_of(mother)}">Stop writing to them' in family
    shown = client.get(page_of(mother)).content.decode()
    assert "kept by others who work with them" in shown
    after = client.post(page_of(mother), follow=True).content.decode()
    assert "Nothing more is sent to Layla Hidden." in after
    for page in (family, shown, after, client.get(page_of(mother)).content.decode()):
        assert not [words for words in (*SECRET, keeper.name) if words in page]
    assert "must not be contacted" in way_to_tell(asked(conference, mother)).hindrance
    letter = message_to(mother)
    done = print_letters(messages=[letter], place="Hub", by=case.support)
    assert (done.run, done.held, message_to(mother).state) == (None, [letter], State.HELD)
    assert mother.history.latest().history_user == case.social_worker
    done_so = Event.objects.get(verb="people.stop_writing", action="changed")
    assert (done_so.actor_id, done_so.detail) == (case.social_worker.pk, {"told": [keeper.pk]})


def test_those_who_keep_it_are_told_of_nobody_by_name_and_set_it_right(
    case: Case, mother: Person
) -> None:
    keeper = named_in(family_of(mother))
    for _ in range(2):  # asked twice is one message
        stop_writing(person=mother, by=case.social_worker)
    [message] = told()
    assert message.to_address == keeper.email
    assert page_of(mother) in message.body
    names = ("Layla", "Hidden", "Shut", "Pendlewick", case.social_worker.name)
    assert not [name for name in names if name in message.subject + message.body]
    client = signed_in(keeper)
    shown = client.get(page_of(mother)).content.decode()
    assert case.social_worker.name in shown
    change = reverse("people:change_person", args=[mother.pk])
    assert f'href="{change}"' in shown
    assert client.get(change).status_code == 200
    own = signed_in(case.team_manager).get(page_of(mother)).content.decode()
    assert f"<bdi>{case.social_worker.name}</bdi>" not in own


def test_where_two_restricted_families_name_others_she_is_safe_all_the_same(
    case: Case, mother: Person
) -> None:
    keeper, worker = named_in(family_of(mother)), named_in(case.family)
    Family.objects.filter(pk=case.family.pk).update(is_restricted=True)
    stop_writing(person=mother, by=worker)
    shown = signed_in(keeper).get(page_of(mother)).content.decode()
    assert worker.name in shown
    assert "Ask a head of service" in shown
    assert "Pendlewick" not in shown


def test_a_family_shut_by_a_conflict_is_told_by_its_own_worker_and_manager(
    case: Case, mother: Person
) -> None:
    shut = family_of(mother)
    Family.objects.filter(pk=shut.pk).update(is_restricted=False)
    make_conflict(shut, case.social_worker)
    theirs, manager = make_staff(Role.SOCIAL_WORKER), make_staff(Role.TEAM_MANAGER)
    make_case_role(shut, theirs)
    make_case_role(shut, manager, kind=CaseRoleKind.TEAM_MANAGER)
    stop_writing(person=mother, by=case.social_worker)
    assert {one.to_address for one in told()} == {theirs.email, manager.email}


def test_where_nobody_is_left_a_head_of_service_hears(case: Case, mother: Person) -> None:
    gone = named_in(family_of(mother))
    User.objects.filter(pk=gone.pk).update(is_active=False)
    head = make_staff(Role.HEAD_OF_SERVICE)
    stop_writing(person=mother, by=case.social_worker)
    assert [one.to_address for one in told()] == [head.email]


def test_neither_a_stranger_to_the_case_nor_broken_glass_stops_anything(
    case: Case, mother: Person
) -> None:
    stranger = make_staff(Role.SOCIAL_WORKER)
    for _ in range(2):
        with pytest.raises(NotAllowed):
            stop_writing(person=mother, by=stranger)
        make_broken_glass(case.family, stranger)
    mother.refresh_from_db()
    assert mother.safe_contact == SafeContact.POST
    assert not told()


def test_whoever_broke_the_glass_of_the_other_family_is_led_there_too(
    case: Case, mother: Person
) -> None:
    """They read how she is reached for an hour, and change nothing else."""
    make_broken_glass(family_of(mother), case.social_worker)
    shown = signed_in(case.social_worker).get(case.family.get_absolute_url()).content.decode()
    assert "900321" in shown
    assert f'href="{page_of(mother)}"' in shown
    assert reverse("people:change_person", args=[mother.pk]) not in shown
