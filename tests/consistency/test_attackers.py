"""Real requests of people who were let in once, or next door, and should not be let in here."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from conferences.models import Conference
from disclosure.domain.guests import issue_guest_pass
from disclosure.enums import PackState
from disclosure.models import Pack, Record
from notifications.models import Message
from people.enums import CaseRoleKind, RelationshipKind, Role, SafeContact
from people.models import CaseRole, Family, Posting
from tests.consistency.page_matrix import Case
from tests.consistency.pages.conferences import a_conference
from tests.factories.disclosure import make_chair, make_pack, make_passage, make_recipient
from tests.factories.people import (
    confirm,
    make_child,
    make_conflict,
    make_person,
    make_relationship,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chairing() -> tuple[Case, Conference]:
    case = Case(Role.PRINCIPAL_OFFICER, "caseload")
    return case, a_conference(case)


def inside(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(conference: Conference) -> str:
    return reverse("conferences:conference", args=[conference.pk])


def live_changes(conference: Conference) -> str:
    return reverse("conferences:live_changes", args=[conference.pk])


class TestAnOpenSession:
    """What somebody may do is asked at each request, never remembered from the sign-in."""

    def test_of_an_account_that_was_switched_off(self, chairing: tuple[Case, Conference]) -> None:
        case, conference = chairing
        client = inside(case.user)
        assert client.get(page(conference)).status_code == 200
        User.objects.filter(pk=case.user.pk).update(is_active=False)
        assert client.get(page(conference))["Location"].startswith("/accounts/login/")
        assert client.get(live_changes(conference)).status_code == 401

    def test_of_somebody_whose_posting_and_case_ended(
        self, chairing: tuple[Case, Conference]
    ) -> None:
        case, conference = chairing
        client = inside(case.user)
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        Posting.objects.update(to_on=yesterday)
        CaseRole.objects.update(to_on=yesterday)
        for url in (page(conference), live_changes(conference)):
            assert client.get(url).status_code == 403
        refusals = Event.objects.using("audit").filter(action=Action.REFUSED)
        assert refusals.filter(actor_id=case.user.pk).count() == 2

    def test_of_the_chair_who_finds_that_she_knows_the_family(
        self, chairing: tuple[Case, Conference]
    ) -> None:
        case, conference = chairing
        client = inside(case.user)
        make_conflict(case.family, case.user)
        for url in (page(conference), live_changes(conference)):
            assert client.get(url).status_code == 403
        glass = reverse("people:break_glass", args=[case.family.pk])
        reason = {"reason": "A child is alone in a police station"}
        assert client.post(glass, reason).status_code == 403

    def test_when_the_family_is_restricted_meanwhile(
        self, chairing: tuple[Case, Conference]
    ) -> None:
        case, conference = chairing
        client = inside(case.user)
        Family.objects.update(is_restricted=True)
        sent = client.post(
            reverse("conferences:live_operations", args=[conference.pk]),
            '{"operations": []}',
            content_type="application/json",
        )
        assert sent.status_code == 403
        assert case.family.name not in client.get(page(conference)).content.decode()


class TestAGuest:
    @pytest.fixture
    def links(self) -> dict[str, Pack]:
        """Two links to two packs, for a mother and a father who must not have each other's."""
        child = make_child()
        chair = make_chair(child.family)
        record = Record.objects.create(family=child.family, label="Initial conference")
        made = {}
        for kind in (RelationshipKind.MOTHER, RelationshipKind.FATHER):
            email = f"{kind}@family.example"
            parent = confirm(make_person(email=email, safe_contact=SafeContact.EMAIL))
            make_relationship(child, parent, kind=kind)
            words = make_passage(record, f"For the {kind} alone.", audience=[parent])
            pack = make_pack(make_recipient(record, parent), words, by=chair)
            pack.state, pack.cleared_at = PackState.RELEASED, timezone.now()
            pack.save()
            issue_guest_pass(pack, link="https://testserver/g/{token}/", by=chair)
            body = Message.objects.latest("pk").body
            [link] = re.findall(r"/g/[^/\s]+/", body)
            made[link] = pack
        return made

    def test_a_code_opens_only_the_link_it_was_sent_for(self, links: dict[str, Pack]) -> None:
        hers, his = links
        guest = Client()
        guest.post(f"{hers}code/")
        guest.post(f"{his}code/")
        codes = [
            re.findall(r"\b\d{6}\b", message.body)[0]
            for message in Message.objects.filter(subject="Your code").order_by("pk")
        ]
        assert len(set(codes)) == 2
        crossed = guest.post(hers, {"code": codes[1]})
        assert crossed["Content-Type"].startswith("text/html")
        opened = guest.post(hers, {"code": codes[0]})
        assert opened["Content-Disposition"] == f'attachment; filename="{links[hers].number}.pdf"'

    def test_a_link_opens_nothing_of_the_service(self, links: dict[str, Pack]) -> None:
        guest = Client()
        guest.get(next(iter(links)))
        for pack in links.values():
            for name in ("preview", "download"):
                answer = guest.get(reverse(f"packs:{name}", args=[pack.pk]))
                assert answer["Location"].startswith("/accounts/login/")


def test_a_chair_of_another_conference_writes_nothing_here(
    chairing: tuple[Case, Conference],
) -> None:
    """Both families are hers to see: the role is the conference's, not the person's."""
    case, conference = chairing
    other = Case(Role.PRINCIPAL_OFFICER, "caseload")
    theirs = a_conference(other)
    CaseRole.objects.filter(family=other.family).update(kind=CaseRoleKind.TEAM_MANAGER)
    CaseRole.objects.create(
        family=case.family,
        professional=other.user.professional,
        kind=CaseRoleKind.LEAD_SOCIAL_WORKER,
        from_on=timezone.localdate(),
    )
    assert theirs.pk != conference.pk
    client = inside(other.user)
    assert client.get(page(conference)).status_code == 200
    assert client.get(live_changes(conference)).status_code == 403
    close = reverse("conferences:close", args=[conference.pk])
    assert client.post(close, {"action": "close"}).status_code == 403
