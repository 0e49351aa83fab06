"""An informal concern: raised in a minute, counted once, resolved in words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from escalations.domain.clocks import clock_of
from escalations.domain.concerns import raise_concern, resolve_concern
from escalations.domain.danger import Told
from escalations.domain.praise import give_praise
from escalations.domain.who import Who, people_around
from escalations.enums import ConcernState
from escalations.models import Concern, DangerCall, Praise
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from people.models import CaseRole
from tests.factories.conferences import make_booked, make_case
from tests.factories.escalations import make_challenge, make_concern
from tests.factories.people import (
    make_case_role,
    make_child,
    make_professional,
    make_relationship,
    make_staff,
)
from timescales.domain import current_clock, today_in_london
from timescales.due import Dates

pytestmark = pytest.mark.django_db
YESTERDAY = dt.timedelta(days=1)


def test_a_concern_keeps_who_what_and_where_and_starts_its_clock() -> None:
    case = make_challenge()
    concern = make_concern(case, origin=case.origin(raised_from="conference:12"))
    assert (concern.area, concern.team) == (case.family.area, case.family.team)
    assert (concern.professional, concern.raised_by) == (case.worker.professional, case.chair)
    assert concern.agency == case.worker.professional.agency
    assert (concern.raised_from, concern.children_concerned()) == ("conference:12", [case.child.pk])
    clock = clock_of(concern)
    assert clock is not None
    assert clock.family == case.family
    assert clock.due_on == current_clock().due("concern", Dates(start=today_in_london())).due_on
    event = Event.objects.get(verb="escalations.raise_concern")
    assert event.child_ids == [case.child.pk]
    assert not Message.objects.exists()


def test_the_same_form_sent_twice_is_one_concern() -> None:
    case = make_challenge()
    origin = case.origin()
    assert make_concern(case, origin=origin) == make_concern(case, origin=origin)
    assert Concern.objects.count() == 1
    assert make_concern(case) != make_concern(case)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "made_up"}, "reason"),
        ({"impact": "  "}, "impact"),
    ],
)
def test_what_is_missing_is_named(fields: dict[str, str], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_concern(make_challenge(), **fields)
    assert refused.value.field == field


def test_it_is_about_children_of_the_family_and_nobody_elses() -> None:
    case = make_challenge()
    for children in ([], [make_child()]):
        with pytest.raises(DomainError) as refused:
            make_concern(case, origin=case.origin(children=children))
        assert refused.value.field == "children"


def test_a_relative_who_also_works_with_children_is_never_chosen() -> None:
    case = make_challenge()
    aunt = make_professional()
    make_relationship(case.child, aunt.person, kind="aunt_or_uncle")
    with pytest.raises(DomainError, match="belongs to this family"):
        make_concern(case, origin=case.origin(who=Who.at(aunt)))


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.BUSINESS_SUPPORT])
def test_only_who_is_independent_of_the_case_raises_one(role: Role) -> None:
    case = make_challenge()
    somebody = make_staff(role, team=case.family.team)
    make_case_role(
        case.family, somebody, kind=CaseRoleKind.BUSINESS_SUPPORT
    )  # so that the family is visible
    with pytest.raises(NotAllowed):
        make_concern(case, by=somebody)
    with pytest.raises(NotAllowed):  # of a family this chair does not see
        make_concern(case, by=make_staff(Role.PRINCIPAL_OFFICER))


def test_a_child_in_danger_is_a_telephone_call_with_a_name_and_a_time() -> None:
    case = make_challenge()
    at = timezone.now() - dt.timedelta(minutes=5)
    concern = make_concern(case, danger=Told("Nuala Farthing, MASH", at))
    call = DangerCall.objects.get()
    assert (call.concern, call.told, call.told_at) == (concern, "Nuala Farthing, MASH", at)
    for told in (Told(" ", at), Told("MASH", timezone.now() + dt.timedelta(hours=1))):
        with pytest.raises(DomainError):
            make_concern(case, danger=told)
    assert Concern.objects.count() == 1


def test_a_concern_is_resolved_once_and_in_words() -> None:
    case = make_challenge()
    concern = make_concern(case)
    with pytest.raises(DomainError, match="how it was resolved"):
        resolve_concern(concern=concern, outcome=" ", by=case.chair)
    resolved = resolve_concern(concern=concern, outcome="Visited today.", by=case.chair)
    assert (resolved.state, resolved.settled_by) == (ConcernState.RESOLVED, case.chair)
    clock = clock_of(concern)
    assert clock is not None
    assert clock.met_on == today_in_london()
    with pytest.raises(WrongState):
        resolve_concern(concern=concern, outcome="Again.", by=case.chair)


def test_the_chair_of_today_settles_what_an_earlier_chair_raised() -> None:
    case = make_challenge()
    concern = make_concern(case)
    new = make_staff(Role.PRINCIPAL_OFFICER)
    with pytest.raises(NotAllowed):
        resolve_concern(concern=concern, outcome="Visited.", by=new)
    today = today_in_london()
    CaseRole.objects.filter(kind=CaseRoleKind.CHAIR).update(to_on=today - YESTERDAY)
    make_case_role(case.family, new, kind=CaseRoleKind.CHAIR, from_on=today)
    with pytest.raises(NotAllowed):  # no longer their caseload
        resolve_concern(concern=concern, outcome="Visited.", by=case.chair)
    resolve_concern(concern=concern, outcome="Visited.", by=new)


def test_those_who_work_with_the_family_are_offered_and_never_its_chair() -> None:
    case = make_case()
    make_booked(case)
    assert set(people_around(case.family)) == {
        case.social_worker.professional,
        case.team_manager.professional,
        case.health_visitor,
        case.school,
    }


def test_good_work_is_noted_and_told_without_saying_whose() -> None:
    case = make_challenge()
    give_praise(origin=case.origin(), words="Every visit in time.", by=case.chair)
    praise = Praise.objects.get()
    letters = Message.objects.filter(kind="praise")
    assert {letter.to_address for letter in letters} == {case.worker.email, case.manager.email}
    for letter in letters:
        assert case.family.name not in letter.subject + letter.body
        assert f"/escalations/praise/{praise.pk}/" in letter.body
    with pytest.raises(DomainError):
        give_praise(origin=case.origin(), words=" ", by=case.chair)


def test_praise_for_a_partner_writes_to_nobody() -> None:
    case = make_challenge()
    who = Who.at(make_professional())
    give_praise(origin=case.origin(who=who), words="Came at once.", by=case.chair)
    assert not Message.objects.exists()


def test_raising_needs_no_more_than_the_domain_function() -> None:
    """What the form asks is what the function asks, and no more (one step, one function)."""
    case = make_challenge()
    concern = raise_concern(
        origin=case.origin(), reason="drift", impact="Nothing has changed.", by=case.head
    )
    assert concern.state == ConcernState.OPEN
