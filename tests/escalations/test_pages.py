"""The pages: what they ask, what they keep, what they leave in the audit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from escalations.models import Concern, DangerCall, Praise, ResolutionForm
from tests.factories.escalations import Challenge, make_challenge, make_concern, make_form

pytestmark = pytest.mark.django_db


def page(user: User, name: str, *args: Any, query: str = "", data: Any = None) -> Any:
    client = Client()
    client.force_login(user)
    address = reverse(f"escalations:{name}", args=args) + query
    return client.get(address) if data is None else client.post(address, data)


def text(user: User, name: str, *args: Any, query: str = "") -> str:
    response = page(user, name, *args, query=query)
    assert response.status_code == 200, (name, response.status_code)
    return str(response.content.decode())


def typed(case: Challenge, **fields: Any) -> dict[str, Any]:
    return {
        "key": "7b0f3f3c-4f0e-4f7b-9a57-0d7c8a1b2c3d",
        "raised_from": "conference:7",
        "children": [case.child.pk],
        "who": f"p{case.worker.professional.pk}",
        "reason": "drift",
        "impact": "Wren waits.",
        **fields,
    }


def form_data(case: Challenge, **fields: Any) -> dict[str, Any]:
    return {
        "reasons": ["drift", "visits_core_groups"],
        "impact": "Wren waits.",
        "asked": "Visit Wren this week.",
        "recipient": case.manager.professional.pk,
        "stage": 1,
        **fields,
    }


class TestRaising:
    def test_the_form_knows_where_it_was_opened_from(self) -> None:
        case = make_challenge()
        query = f"?from=conference:7&child={case.child.pk}"
        shown = text(case.chair, "raise_concern", case.family.pk, query=query)
        assert 'value="conference:7"' in shown
        assert "telephone first" in shown
        assert "01632 960 200" in shown
        assert str(case.worker.professional) in shown

    def test_it_is_kept_and_shown(self) -> None:
        case = make_challenge()
        answer = page(case.chair, "raise_concern", case.family.pk, data=typed(case))
        concern = Concern.objects.get()
        assert answer["Location"] == reverse("escalations:concern", args=[concern.pk])
        assert (concern.reason, concern.raised_from) == ("drift", "conference:7")
        shown = text(case.chair, "concern", concern.pk)
        assert "Wren waits." in shown
        assert "Drift or delay" in shown
        assert Event.objects.filter(verb="escalations.concern", actor_id=case.chair.pk).exists()

    def test_sent_twice_it_is_kept_once(self) -> None:
        case = make_challenge()
        for _ in range(2):
            page(case.chair, "raise_concern", case.family.pk, data=typed(case))
        assert Concern.objects.count() == 1

    def test_what_was_typed_stays_when_something_is_missing(self) -> None:
        case = make_challenge()
        data = typed(case, reason="")
        answer = page(case.chair, "raise_concern", case.family.pk, data=data)
        shown = answer.content.decode()
        assert "There is a problem" in shown
        assert "Wren waits." in shown
        assert not Concern.objects.exists()

    def test_danger_asks_who_was_told_and_when(self) -> None:
        case = make_challenge()
        data = typed(case, danger="yes")
        shown = page(case.chair, "raise_concern", case.family.pk, data=data).content.decode()
        assert "Who did you tell?" in shown
        assert not Concern.objects.exists()
        data |= {"danger_told": "Nuala, MASH", "danger_time": "00:00"}
        data |= {"danger_day_day": "1", "danger_day_month": "6", "danger_day_year": "2026"}
        page(case.chair, "raise_concern", case.family.pk, data=data)
        assert DangerCall.objects.get().told == "Nuala, MASH"

    def test_from_the_start_page_a_family_is_chosen_first(self) -> None:
        case = make_challenge()
        assert case.family.reference in text(case.chair, "choose_family")
        answer = page(case.chair, "choose_family", query=f"?family={case.family.pk}")
        assert answer["Location"].endswith(f"/families/{case.family.pk}/concern/")

    @pytest.mark.parametrize("place", ["family", "child"])
    def test_it_is_offered_beside_the_case(self, place: str) -> None:
        case = make_challenge()
        client = Client()
        client.force_login(case.chair)
        target = case.family if place == "family" else case.child
        address = reverse("escalations:raise_concern", args=[case.family.pk])
        assert address in client.get(target.get_absolute_url()).content.decode()
        client.force_login(case.worker)
        assert address not in client.get(target.get_absolute_url()).content.decode()


class TestAfterwards:
    def test_a_concern_is_resolved(self) -> None:
        case = make_challenge()
        concern = make_concern(case)
        page(case.chair, "resolve_concern", concern.pk, data={"outcome": "Seen today."})
        assert "Seen today." in text(case.chair, "concern", concern.pk)

    def test_it_waits_on_the_start_page_of_whoever_raised_it(self) -> None:
        case = make_challenge()
        concern = make_concern(case)
        client = Client()
        client.force_login(case.chair)
        address = reverse("escalations:concern", args=[concern.pk])
        assert address in client.get("/").content.decode()

    def test_good_work_is_noted(self) -> None:
        case = make_challenge()
        data = {**typed(case), "words": "Every visit in time."}
        page(case.chair, "give_praise", case.family.pk, data=data)
        praise = Praise.objects.get()
        assert "Every visit in time." in text(case.worker, "praise", praise.pk)


class TestForm:
    def test_a_concern_is_promoted_without_typing_it_again(self) -> None:
        case = make_challenge()
        concern = make_concern(case, impact="Wren waits for a visit.")
        shown = text(case.chair, "promote_concern", concern.pk)
        assert "Wren waits for a visit." in shown
        assert re.search(r'value="visits_core_groups"[^>]*checked', shown)
        data = form_data(case, reasons=["visits_core_groups"], impact="Wren waits for a visit.")
        answer = page(case.chair, "promote_concern", concern.pk, data=data)
        form = ResolutionForm.objects.get()
        assert answer["Location"] == reverse("escalations:form", args=[form.pk])
        assert f"Resolution Form {form.pk}" in text(case.chair, "concern", concern.pk)

    def test_one_is_raised_by_itself_and_what_was_typed_stays(self) -> None:
        case = make_challenge()
        data = {**typed(case), **form_data(case, asked="")}
        shown = page(case.chair, "raise_form", case.family.pk, data=data).content.decode()
        assert "There is a problem" in shown
        assert "Wren waits." in shown
        data = {**typed(case), **form_data(case)}
        for _ in range(2):
            page(case.chair, "raise_form", case.family.pk, data=data)
        assert ResolutionForm.objects.count() == 1

    def test_it_is_answered_stepped_up_answered_and_resolved(self) -> None:
        case = make_challenge()
        form = make_form(case)
        assert "Answer</a>" in text(case.manager, "form", form.pk)
        assert "Step it up" not in text(case.manager, "form", form.pk)
        page(case.manager, "answer_form", form.pk, data={"answer": "We have no worker."})
        data = {"why": "Wren still waits.", "to_stage": 2, "recipient": case.head.professional.pk}
        page(case.chair, "step_up", form.pk, data=data)
        page(case.head, "answer_form", form.pk, data={"answer": "A worker is found."})
        page(case.chair, "resolve_form", form.pk, data={"outcome": "Wren was seen."})
        shown = text(case.worker, "form", form.pk)
        for words in (
            "We have no worker.",
            "Wren still waits.",
            "A worker is found.",
            "Wren was seen.",
            "Stepped up: stage 2: service manager",
        ):
            assert words in shown
        assert "Resolve</a>" not in shown

    def test_every_other_step_answers(self) -> None:
        case = make_challenge()
        form = make_form(case)
        for name in ("answer_form", "step_up", "resolve_form", "withdraw_form", "add_note"):
            assert form.impact in text(case.chair, name, form.pk)
        page(case.chair, "add_note", form.pk, data={"words": "Rang them."})
        danger = {"danger_told": "MASH", "danger_time": "00:00", "danger_day": "2026-06-01"}
        page(case.chair, "tell_of_danger", form.pk, data=danger)
        page(case.chair, "send_again", form.pk, data={})
        page(case.chair, "withdraw_form", form.pk, data={"why": "Wrong family."})
        shown = text(case.chair, "form", form.pk)
        for words in ("Rang them.", "MASH", "Wrong family.", "Withdrawn"):
            assert words in shown

    def test_closing_without_an_answer_says_what_to_do_and_keeps_the_words(self) -> None:
        case = make_challenge()
        form = make_form(case)
        answer = page(case.chair, "resolve_form", form.pk, data={"outcome": "All is well."})
        shown = answer.content.decode()
        assert "Nobody has answered this stage yet" in shown
        assert "All is well." in shown

    def test_it_waits_on_the_start_pages_of_those_it_needs(self) -> None:
        case = make_challenge()
        form = make_form(case)
        address = reverse("escalations:form", args=[form.pk])
        client = Client()
        for user, waits in ((case.manager, True), (case.chair, False), (case.worker, False)):
            client.force_login(user)
            assert (address in client.get("/").content.decode()) is waits
        page(case.manager, "answer_form", form.pk, data={"answer": "Done."})
        for user, waits in ((case.manager, False), (case.chair, True)):
            client.force_login(user)
            assert (address in client.get("/").content.decode()) is waits
