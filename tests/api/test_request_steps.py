"""What a request by another system says of advocates and of transfers in."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from conferences.domain.transfer import transfer_clock
from conferences.models import Advocacy, Conference, ConferenceRequest
from people.enums import Role
from plans.domain.elsewhere import their_plan_for
from tests.api.steps import done, refused, whole_request
from tests.factories.api import System
from tests.factories.conferences import (
    Case,
    days_ago,
    make_case,
)
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def test_who_refused_an_advocate_and_when_it_was_offered_is_kept() -> None:
    case = make_case()
    offered = days_ago(2)
    refused = {"refused_because": "Not now.", "refused_by": "Tamsin", "offered_on": str(offered)}
    body = whole_request(case)
    body["children"][0]["advocacy"] = refused
    done(System(case.social_worker), "families", case.family.pk, "requests", body)
    row = Advocacy.objects.get()
    assert (row.refused_reason, row.refused_by, row.offered_on) == ("Not now.", "Tamsin", offered)


def a_transfer_in(case: Case, **told: Any) -> dict[str, Any]:
    """Tamsin came from another authority with her plan; nobody held a section 47 enquiry."""
    body = whole_request(case, kind="transfer_in")
    for unasked in ("section_47_outcome", "decided_on"):
        del body[unasked]
    [child] = body["children"]
    del child["discussed_on"]
    child["their_plan"] = {"category": "EMO", "started_on": days_ago(200).isoformat()}
    body["transfer"] = {
        "authority": "Fictional Moorshire",
        "contact": "Mel Elsewhere, 01632 960000",
        "lives_here_for_good": True,
        "moved_on": days_ago(9).isoformat(),
        "notified_on": days_ago(4).isoformat(),
        "papers": ["plan", "record"],
        **told,
    }
    return body


def test_a_transfer_in_is_asked_for_without_an_enquiry_and_its_clock_runs() -> None:
    case = make_case()
    worker, family, body = System(case.social_worker), case.family.pk, a_transfer_in(case)
    asked = done(worker, "families", family, "requests", body)
    assert (asked["kind"], asked["state"]) == ("transfer_in", "submitted")
    [child] = asked["each_child"]
    assert (child["their_category"], child["strategy_discussion_on"]) == ("EMO", None)
    assert asked["transfer"] == {
        "authority": "Fictional Moorshire",
        "moved_on": days_ago(9).isoformat(),
        "notified_on": days_ago(4).isoformat(),
        "referred_on": None,
        "accepted_on": None,
        "papers": ["plan", "record"],
    }
    request = ConferenceRequest.objects.get()
    clock = transfer_clock(case.older, request)
    assert clock is not None
    assert clock.started_on == days_ago(4)
    assert request.transfer.contact == "Mel Elsewhere, 01632 960000"
    theirs = their_plan_for(case.older)
    assert theirs is not None
    assert theirs.authority == "Fictional Moorshire"
    screened = done(System(case.duty), "requests", asked["id"], "screen", {"outcome": "proceed"})
    assert Conference.objects.get(pk=screened["conference"]).kind == "transfer_in"


def test_a_transfer_in_is_refused_as_its_pages_refuse_it() -> None:
    case = make_case()
    worker, family = System(case.social_worker), case.family.pk

    def told(body: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
        return refused(worker, "families", family, "requests", body)

    stays = a_transfer_in(case, lives_here_for_good=False)
    assert told(stays) == (400, [("transfer.lives_here_for_good", "temporary_stay")])
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    for day in (None, tomorrow):
        status, [(field, _)] = told(a_transfer_in(case, notified_on=day))
        assert (status, field) == (422, "notified_on")
    nobody = a_transfer_in(case)
    nobody["transfer"] = None
    assert told(nobody) == (422, [("transfer", "not_complete"), ("papers", "not_complete")])
    no_plan = a_transfer_in(case)
    del no_plan["children"][0]["their_plan"]
    assert told(no_plan)[0] == 422
    begun = a_transfer_in(case)
    begun["children"][0]["their_plan"]["started_on"] = tomorrow
    status, [(field, _)] = told(begun)
    assert (status, field) == (422, "started_on")
    for kind in ("initial", "review"):
        mixed = {**a_transfer_in(case), "kind": kind}
        assert told(mixed) == (400, [("transfer", "not_a_transfer")])
        del mixed["transfer"]
        assert told(mixed) == (400, [("children", "not_a_transfer")])
    chair = System(make_staff(Role.PRINCIPAL_OFFICER))
    assert refused(chair, "families", family, "requests", a_transfer_in(case))[0] == 403
    assert not ConferenceRequest.objects.exists()
