"""A chair leaves: seen before it happens, done in one step, audited, and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from conferences.domain.caseload_hand_over import (
    hand_over_caseload,
    preview,
    still_booked,
    take_back,
)
from conferences.models import CaseloadHandOver
from notifications.models import Message
from people.domain.queries import holder_of
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family, Professional
from tests.factories import bookings
from tests.factories import conferences as make
from tests.factories.people import (
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_posting,
    make_staff,
)
from tests.factories.plans import make_plan

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


class Scene:
    """One chair with three families; two others to give them to; a head of service."""

    def __init__(self) -> None:
        self.head = make_staff(Role.HEAD_OF_SERVICE)
        self.leaving, self.first, self.second = (self._chair() for _ in range(3))
        self.families = [self._family(name) for name in ("Ash", "Birch", "Cedar")]

    def _chair(self) -> Professional:
        return bookings.make_chair().professional

    def _family(self, name: str) -> Family:
        family = make_family(name)
        make_plan(make_child(f"Wren {name}", family=family))
        make_case_role(family, self.leaving, kind=CaseRoleKind.CHAIR)
        return family

    def all_to(self, chair: Professional) -> dict[int, Professional | None]:
        return {family.pk: chair for family in self.families}

    def do(self, **fields: object) -> CaseloadHandOver:
        given = {
            "leaving": self.leaving,
            "to": self.all_to(self.first),
            "from_on": TODAY,
            "reason": "Leaves at the end of the month.",
            "by": self.head,
            **fields,
        }
        return hand_over_caseload(**given)  # type: ignore[arg-type]

    def chairs(self) -> list[Professional | None]:
        return [holder_of(family, CaseRoleKind.CHAIR) for family in self.families]


def test_seen_first_then_every_family_goes_and_the_new_chair_is_told() -> None:
    scene = Scene()
    ash, birch, cedar = scene.families
    to = {ash.pk: scene.first, birch.pk: scene.second, cedar.pk: None}
    seen = preview(leaving=scene.leaving, to=to, by=scene.head)
    assert [(line.family, line.to, line.children) for line in seen.lines] == [
        (ash, scene.first, 1),
        (birch, scene.second, 1),
        (cedar, None, 1),
    ]
    assert seen.loads == {scene.first: 1, scene.second: 1}
    assert scene.chairs() == [scene.leaving] * 3
    made = scene.do(to=to)
    assert scene.chairs() == [scene.first, scene.second, scene.leaving]
    assert made.families.count() == 2
    told = Message.objects.filter(kind="caseload_received").values_list("to_address", flat=True)
    assert set(told) == {scene.first.user.email, scene.second.user.email}
    event = Event.objects.get(verb="conferences.hand_over_caseload")
    assert event.actor_id == scene.head.pk
    assert len(event.child_ids) == 2


def test_one_chair_who_may_not_have_a_family_stops_all_of_it() -> None:
    scene = Scene()
    make_conflict(scene.families[1], scene.first.user)
    seen = preview(leaving=scene.leaving, to=scene.all_to(scene.first), by=scene.head)
    assert [bool(line.why_not) for line in seen.lines] == [False, True, False]
    with pytest.raises(DomainError, match=r"Birch family: .* conflict of interest"):
        scene.do()
    assert scene.chairs() == [scene.leaving] * 3


def test_what_must_be_said_and_who_may() -> None:
    scene = Scene()
    with pytest.raises(DomainError, match="Say why"):
        scene.do(reason=" ")
    with pytest.raises(DomainError, match="today or in the future"):
        scene.do(from_on=TODAY - dt.timedelta(days=1))
    with pytest.raises(DomainError, match="at least one family"):
        scene.do(to={})
    with pytest.raises(NotAllowed):
        scene.do(by=make_staff(Role.BUSINESS_SUPPORT))


def test_taken_back_except_where_somebody_else_has_it_by_now() -> None:
    scene = Scene()
    made = scene.do()
    from people.domain.case_roles import hand_over

    # Given on since; that stands.
    CaseRole.objects.filter(family=scene.families[0]).update(from_on=TODAY)
    hand_over(family=scene.families[0], kind=CaseRoleKind.CHAIR, to=scene.second, by=scene.head)
    with pytest.raises(DomainError, match="Say why"):
        take_back(made=made, reason=" ", by=scene.head)
    take_back(made=made, reason="They stay after all.", by=scene.head)
    assert scene.chairs() == [scene.second, scene.leaving, scene.leaving]
    assert list(made.families.values_list("taken_back", flat=True)) == [False, True, True]
    with pytest.raises(WrongState):
        take_back(made=made, reason="Again.", by=scene.head)


def test_what_is_booked_stays_and_is_listed() -> None:
    case, place = make.make_case(), make.make_place()
    booked = make.make_booked(case, place)
    leaving = place.chair.professional
    new = bookings.make_chair().professional
    head = make_staff(Role.HEAD_OF_SERVICE)
    made = hand_over_caseload(
        leaving=leaving,
        to={case.family.pk: new},
        from_on=TODAY + dt.timedelta(days=3),
        reason="Leaves.",
        by=head,
    )
    booked.refresh_from_db()
    assert booked.chair == leaving
    assert still_booked(made, reader=head) == [booked]
    assert holder_of(case.family, CaseRoleKind.CHAIR) == leaving


def test_through_the_pages() -> None:
    scene = Scene()
    client = Client()
    client.force_login(scene.head)
    make_posting(scene.head, Role.DUTY_PRINCIPAL_OFFICER)
    chosen = client.post(reverse("conferences:caseloads"), {"leaving": scene.leaving.pk})
    assert chosen.status_code == 302
    url = chosen.headers["Location"]
    typed = {
        "to": scene.first.pk,
        f"to_{scene.families[2].pk}": "stays",
        "from_on": TODAY.isoformat(),
        "reason": "Leaves.",
    }
    page = client.post(url, {**typed, "action": "preview"}).content.decode()
    assert "What would happen" in page
    assert scene.chairs() == [scene.leaving] * 3
    mistake = client.post(url, {**typed, "reason": "", "action": "confirm"}).content.decode()
    assert "Enter why" in mistake
    done = client.post(url, {**typed, "action": "confirm"}, follow=True).content.decode()
    assert "The caseload is handed over." in done
    assert scene.chairs() == [scene.first, scene.first, scene.leaving]
    made = reverse("conferences:handed_over", args=[CaseloadHandOver.objects.get().pk])
    back = client.post(made, {"reason": "They stay."}, follow=True).content.decode()
    assert "Taken back by" in back
    assert scene.chairs() == [scene.leaving] * 3
