"""Pages that show only in a moment of their own: who opens each then, and at which address."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from accounts.models import User
from conferences.domain.screening import screen_request
from conferences.enums import ScreeningOutcome
from tests.factories import conferences, plans
from tests.factories.bookings import next_monday
from tests.factories.escalations import make_challenge
from tests.factories.meetings import make_meeting
from tests.factories.midpoints import half_way
from tests.factories.reviews import two_on_plans
from tests.factories.timescales import make_head
from timescales.enums import DayKind

Moment = tuple[User, str]


def choosing_a_slot() -> Moment:
    return _offered("conferences:choose_slot")


def refusing_a_slot() -> Moment:
    return _offered("conferences:refuse_slot")


def _offered(step: str) -> Moment:
    case = conferences.make_case()
    conferences.make_place()
    conference = conferences.make_conference(case)
    page = reverse("conferences:book", args=[conference.pk])
    return case.support, _link(case.support, page, reverse(step, args=[conference.pk]))


def _link(reader: User, page: str, path: str) -> str:
    """The first link of this page that leads there, with its question."""
    client = Client()
    client.force_login(reader)
    shown = client.get(page).content.decode()
    found = re.search(rf'href="({re.escape(path)}[^"]*)"', shown)
    assert found is not None, f"{page} does not lead to {path}"
    return html.unescape(found[1])


def checking_a_day() -> Moment:
    day = next_monday().isoformat()
    given = {
        "kind": DayKind.PROCLAIMED.value,
        "day": day,
        "name": "Jubilee",
        "reason": "Proclaimed",
    }
    return make_head(), f"{reverse('timescales:check_day')}?{urlencode(given)}"


def closing() -> Moment:
    meeting = make_meeting("Wren Testwood", "Fern Testwood")
    return meeting.chair, reverse("conferences:close", args=[meeting.conference.pk])


def dissenting_late() -> Moment:
    meeting = two_on_plans()
    return meeting.chair, reverse("conferences:late_dissent", args=[meeting.children[0].pk])


def accepting_for_now() -> Moment:
    late = plans.make_case(started_on=plans.days_ago(60))
    return late.chair, _link(late.chair, "/", reverse("desk:accept"))


def comparing_teams() -> Moment:
    """A manager of one team goes straight to it."""
    return make_head(), reverse("desk:teams")


def checking_half_way() -> Moment:
    case = make_challenge()
    conference = half_way(case)
    return case.chair, reverse("midpoints:do", args=[conference.pk])


def answering_a_diversion() -> Moment:
    case = conferences.make_case()
    request = conferences.make_submitted(case)
    outcome, why = ScreeningOutcome.FAMILY_GROUP_CONFERENCE, "The grandparents have a plan."
    screen_request(request=request, outcome=outcome, reason=why, by=case.duty)
    return case.team_manager, reverse("conferences:answer_diversion", args=[request.pk])


MOMENTS: dict[str, Callable[[], Moment]] = {
    "conferences:choose_slot": choosing_a_slot,
    "conferences:refuse_slot": refusing_a_slot,
    "timescales:check_day": checking_a_day,
    "conferences:close": closing,
    "conferences:late_dissent": dissenting_late,
    "desk:accept": accepting_for_now,
    "desk:teams": comparing_teams,
    "midpoints:do": checking_half_way,
    "conferences:answer_diversion": answering_a_diversion,
}
