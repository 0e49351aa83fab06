"""A midpoint check: what it needs, what it settles, what comes out of it, how it is counted."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from conferences.domain.request_steps import REASON
from conferences.domain.requesting import keep_answers, start_request
from conferences.enums import ConferenceKind, Heading, RequestState
from conferences.models import ConferenceRequest
from disclosure.classification import Class, class_of
from disclosure.enums import SourceKind
from disclosure.models import Passage
from escalations.models import Concern, ResolutionForm
from midpoints.domain.checking import record_check, record_not_done
from midpoints.domain.counts import counts_of
from midpoints.domain.early_review import ask_for_early_review, words_of
from midpoints.domain.evidence import evidence_for, standard_of
from midpoints.domain.queries import due_for, open_deadlines_of
from midpoints.enums import CheckState, NotDoneReason, Progress, Recommendation
from midpoints.models import MidpointCheck
from people.enums import Role
from plans.domain.clocks import stop_clocks
from plans.models import Plan
from tests.factories.disclosure import make_passage
from tests.factories.escalations import Challenge, make_challenge
from tests.factories.midpoints import found, half_way, make_check
from tests.factories.people import make_child, make_staff
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def case() -> Challenge:
    return make_challenge()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestRecording:
    def test_it_keeps_what_was_found_and_meets_the_deadline(self, case: Challenge) -> None:
        check = make_check(case)
        deadline = Deadline.objects.get(rule="midpoint")
        assert (deadline.met_on, deadline.met_by) == (today_in_london(), check.about)
        assert (check.area, check.chair) == (case.family.area, case.chair.professional)
        [row] = check.children.all()
        assert (row.child, row.due_on, row.is_late(check.on)) == (
            case.child,
            deadline.due_on,
            False,
        )
        assert row.lived_experience == "Wren sleeps at Gran’s when it is loud."
        event = Event.objects.get(verb="midpoints.record_check")
        assert event.child_ids == [case.child.pk]

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"progress": ""}, "progress"),
            ({"recommendation": ""}, "recommendation"),
            ({"impact": " "}, "impact"),
            ({"worries": ""}, "worries"),
            ({"on": dt.date(2020, 1, 1)}, "on"),
        ],
    )
    def test_what_is_missing_is_named(
        self, case: Challenge, fields: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(DomainError) as refused:
            make_check(case, **fields)
        assert refused.value.field == field
        assert not MidpointCheck.objects.exists()

    def test_life_is_asked_for_every_child(self, case: Challenge) -> None:
        with pytest.raises(DomainError, match="what life is like for Wren"):
            make_check(case, lived_experience={})

    def test_a_plan_on_track_needs_no_worry(self, case: Challenge) -> None:
        assert make_check(case, progress=Progress.ON_TRACK, worries="").worries == ""

    def test_once_is_enough(self, case: Challenge) -> None:
        check = make_check(case)
        with pytest.raises(WrongState):
            record_check(conference=check.conference, found=found(case), by=case.chair)
        with pytest.raises(WrongState):
            record_not_done(conference=check.conference, reason="no_time", by=case.chair)
        assert MidpointCheck.objects.count() == 1

    def test_the_chair_or_a_stand_in_does_it(self, case: Challenge) -> None:
        conference = half_way(case)
        other = make_staff(Role.PRINCIPAL_OFFICER)
        for user in (case.worker, case.manager, other):
            with pytest.raises(NotAllowed):
                record_check(conference=conference, found=found(case), by=user)
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        assert record_check(conference=conference, found=found(case), by=duty).by == duty

    def test_not_done_has_a_reason_and_stays_on_record_as_unmet(self, case: Challenge) -> None:
        conference = half_way(case, due_in=-3)
        for reason in ("", NotDoneReason.OTHER):
            with pytest.raises(DomainError):
                record_not_done(conference=conference, reason=reason, by=case.chair)
        check = record_not_done(conference=conference, reason=NotDoneReason.NO_TIME, by=case.chair)
        assert (check.state, check.children.count()) == (CheckState.NOT_DONE, 1)
        deadline = Deadline.objects.get(rule="midpoint")
        assert deadline.met_on is None
        assert deadline.withdrawn_reason.startswith("Not done: No time")
        assert not open_deadlines_of(conference)


class TestEvidence:
    def test_visits_and_core_groups_are_read_off_their_deadlines(self, case: Challenge) -> None:
        today = today_in_london()

        def deadline(rule: str, due: int, met: int | None = None) -> None:
            Deadline.objects.create(
                rule=rule,
                child=case.child,
                family=case.family,
                about=f"{rule}:{due}",
                started_on=today - 90 * DAY,
                due_on=today + due * DAY,
                met_on=None if met is None else today + met * DAY,
            )

        deadline("statutory_visit", -30, -31)
        deadline("statutory_visit", -20, -15)
        deadline("statutory_visit", -1)
        deadline("statutory_visit", -80, -70)  # before the conference
        deadline("first_core_group", -35, -35)
        deadline("core_group", 3)
        since = today - 45 * DAY
        visits = standard_of({"statutory_visit"}, [case.child], since, case.chair)
        assert (visits.in_time, visits.late, visits.overdue) == (1, 1, 1)
        assert not visits.is_kept
        groups = standard_of({"first_core_group", "core_group"}, [case.child], since, case.chair)
        assert (groups.in_time, groups.is_kept) == (1, True)
        nothing = standard_of({"core_group"}, [case.child], today + 9 * DAY, case.chair)
        assert (nothing.is_empty, nothing.is_kept) == (True, False)

    def test_the_last_views_of_each_child_and_nothing_kept_from_families(
        self, case: Challenge
    ) -> None:
        conference = half_way(case)
        brother = make_child("Fern Okonkwo-Hale", family=case.family)
        record, heading = conference.record, Heading.CHILD_VIEWS
        for number in range(4):
            make_passage(record, f"Wren {number}", heading=heading, about=[case.child])
        make_passage(record, "Of both", heading=heading)
        make_passage(
            record,
            "From the police",
            heading=heading,
            about=[case.child],
            source_kind=SourceKind.POLICE,
            restriction="restricted",
        )
        evidence = evidence_for(conference, [case.child, brother], reader=case.chair)
        said = [(view.child, view.text) for view in evidence.views]
        assert said == [
            (case.child, "Of both"),
            (case.child, "Wren 3"),
            (case.child, "Wren 2"),
            (brother, "Of both"),
        ]

    def test_what_was_said_has_the_day_in_london_on_which_it_was_written_down(
        self, case: Challenge
    ) -> None:
        conference = half_way(case)
        said = make_passage(conference.record, "Mine", heading=Heading.CHILD_VIEWS)
        late = dt.datetime(2026, 7, 10, 23, 30, tzinfo=dt.UTC)
        Passage.objects.filter(pk=said.pk).update(created_at=late)
        [view] = evidence_for(conference, [case.child], reader=case.chair).views
        assert view.on == dt.date(2026, 7, 11)

    def test_who_does_not_see_the_family_is_shown_nothing(self, case: Challenge) -> None:
        conference = half_way(case)
        make_passage(conference.record, "Mine", heading=Heading.CHILD_VIEWS)
        stranger = make_staff(Role.PRINCIPAL_OFFICER)
        evidence = evidence_for(conference, [case.child], reader=stranger)
        assert (evidence.views, evidence.plan.plans, evidence.visits) == ([], [], [])


class TestList:
    def test_soonest_first_siblings_together_and_only_what_one_sees(self, case: Challenge) -> None:
        half_way(case, due_in=5)
        late = half_way(make_challenge("Rahman"), due_in=-2)
        half_way(make_challenge("Al-Quasimi"), due_in=40)
        assert [due.family for due in due_for(case.chair)] == [case.family]
        dues = due_for(case.head)
        assert [due.family for due in dues] == [late.family, case.family]
        assert (dues[1].children, dues[1].chair) == (
            [str(case.child)],
            case.chair.professional,
        )
        assert [due.family for due in due_for(case.head, late_only=True)] == [late.family]

    def test_the_start_page_leads_to_the_check(self, case: Challenge) -> None:
        conference = half_way(case)
        shown = signed_in(case.chair).get("/").content.decode()
        assert reverse("midpoints:do", args=[conference.pk]) in shown

    def test_a_list_costs_the_same_for_one_family_and_for_three(self, case: Challenge) -> None:
        client = signed_in(case.head)
        half_way(case)
        make_check(make_challenge("One"))
        for address in ("/midpoints/", "/midpoints/checks/"):
            client.get(address)
            with CaptureQueriesContext(connection) as one:
                client.get(address)
            for name in ("Rahman", "Pendlewick"):
                half_way(make_challenge(name))
                make_check(make_challenge(f"{name}-Hale"))
            with CaptureQueriesContext(connection) as three:
                client.get(address)
            assert len(three) == len(one), address


class TestWhatComesOutOfIt:
    def test_a_resolution_form_without_typing_anything_twice(self, case: Challenge) -> None:
        check = make_check(case)
        client = signed_in(case.chair)
        address = reverse("midpoints:raise_form", args=[check.pk])
        shown = client.get(address).content.decode()
        for words in (
            "Nobody has seen Wren at home for a month.",
            "Wren sleeps at Gran’s when it is loud.",
            "Visit this week, and hold the core group.",
        ):
            assert words in shown
        for code in ("visits_core_groups", "drift"):
            assert re.search(rf'value="{code}"[^>]*checked', shown)
        assert f'value="midpoint:{check.pk}"' in shown
        data = self._typed(shown, case)
        client.post(address, data)
        form = ResolutionForm.objects.get()
        assert form.raised_from == check.about
        page = client.get(reverse("escalations:form", args=[form.pk])).content.decode()
        assert reverse("midpoints:check", args=[check.pk]) in page
        page = client.get(reverse("midpoints:check", args=[check.pk])).content.decode()
        assert reverse("escalations:form", args=[form.pk]) in page

    def _typed(self, shown: str, case: Challenge) -> dict[str, Any]:
        key = re.search(r'name="key" value="([^"]+)"', shown)
        raised_from = re.search(r'name="raised_from" value="([^"]+)"', shown)
        assert key is not None
        assert raised_from is not None
        return {
            "key": key[1],
            "raised_from": raised_from[1],
            "children": [case.child.pk],
            "who": f"p{case.worker.professional.pk}",
            "reason": "drift",
            "reasons": ["drift"],
            "impact": "Nobody has seen Wren.",
            "asked": "Visit this week.",
            "recipient": case.manager.professional.pk,
            "stage": 1,
        }

    def test_a_concern(self, case: Challenge) -> None:
        check = make_check(case)
        client = signed_in(case.chair)
        address = reverse("midpoints:raise_concern", args=[check.pk])
        shown = client.get(address).content.decode()
        assert "Nobody has seen Wren at home" in shown
        client.post(address, self._typed(shown, case))
        assert Concern.objects.get().raised_from == check.about

    def test_an_early_review_asked_for_once_by_the_chair(self, case: Challenge) -> None:
        check = make_check(case)
        request = ask_for_early_review(check=check, by=case.chair)
        assert ask_for_early_review(check=check, by=case.chair) == request
        assert (request.kind, request.requested_by) == (ConferenceKind.REVIEW, case.chair)
        assert "Nobody has seen Wren at home" in request.reason
        assert [row.child for row in request.children.all()] == [case.child]
        client = signed_in(case.chair)
        shown = client.post(reverse("midpoints:early_review", args=[check.pk]), follow=True)
        assert shown.status_code == 200
        with pytest.raises(NotAllowed):  # an initial conference is not the chair's to ask for
            start_request(family=case.family, kind=ConferenceKind.INITIAL, by=case.chair)

    def test_its_words_stand_beneath_what_a_draft_said_already(self, case: Challenge) -> None:
        check = make_check(case)
        draft = start_request(family=case.family, kind=ConferenceKind.REVIEW, by=case.chair)
        keep_answers(request=draft, step=REASON, reason="The school rang.", by=case.chair)
        client = signed_in(case.chair)
        address = reverse("midpoints:early_review", args=[check.pk])
        shown = client.post(address, follow=True).content.decode()
        assert "has begun, with the words of the check in it." in shown
        draft.refresh_from_db()
        assert draft.reason == f"The school rang.\n\n{words_of(check)}"
        step = client.get(reverse("conferences:request_step", args=[draft.pk, REASON]))
        assert "Nobody has seen Wren at home for a month." in step.content.decode()
        client.post(address)
        again = ConferenceRequest.objects.get()
        assert again.reason == draft.reason

    def test_a_check_that_was_not_done_has_no_words_for_it(self, case: Challenge) -> None:
        check = record_not_done(
            conference=half_way(case), reason=NotDoneReason.NO_TIME, by=case.chair
        )
        client = signed_in(case.chair)
        shown = client.post(reverse("midpoints:early_review", args=[check.pk]), follow=True)
        assert "A request for an early review has begun." in shown.content.decode()
        request = ConferenceRequest.objects.get()
        assert (request.reason, request.steps_done) == ("", [])

    def test_a_draft_that_was_thrown_away_may_be_asked_for_again(self, case: Challenge) -> None:
        check = make_check(case)
        draft = ask_for_early_review(check=check, by=case.chair)
        client = signed_in(case.chair)
        client.post(reverse("conferences:discard_request", args=[draft.pk]))
        assert not ConferenceRequest.objects.exists()
        shown = client.get(reverse("midpoints:check", args=[check.pk])).content.decode()
        assert "Ask for an early review" in shown
        again = ask_for_early_review(check=check, by=case.chair)
        check.refresh_from_db()
        assert (check.review_request, again.state) == (again, RequestState.DRAFT)

    def test_nothing_of_the_plan_is_touched(self, case: Challenge) -> None:
        conference = half_way(case)
        before = list(Plan.objects.values())
        record_check(
            conference=conference,
            found=found(case, recommendation=Recommendation.STEP_DOWN),
            by=case.chair,
        )
        assert list(Plan.objects.values()) == before


class TestPages:
    def test_it_is_done_on_one_page(self, case: Challenge) -> None:
        conference = half_way(case)
        make_passage(
            conference.record, "I like Gran’s.", heading=Heading.CHILD_VIEWS, about=[case.child]
        )
        client = signed_in(case.chair)
        address = reverse("midpoints:do", args=[conference.pk])
        shown = client.get(address).content.decode()
        for words in ("I like Gran’s.", "Visits since the conference", "Nothing on record", "Wren"):
            assert words in shown
        data = {
            "on": today_in_london().isoformat(),
            "visits_in_standard": "no",
            "core_groups_in_standard": "yes",
            f"lived_{case.child.pk}": "Wren sleeps at Gran’s.",
            "progress": "stuck",
            "worries": "",
            "impact": "None yet.",
            "recommendation": "early_review",
        }
        again = client.post(address, data).content.decode()
        assert "Say what worries you" in again
        assert "Wren sleeps at Gran’s." in again
        silent = client.post(address, {**data, f"lived_{case.child.pk}": ""}).content.decode()
        assert f"Enter what life is like for {case.child.person.called}" in silent
        answer = client.post(address, {**data, "worries": "No visits."})
        check = MidpointCheck.objects.get()
        assert answer["Location"] == reverse("midpoints:check", args=[check.pk])
        assert check.visits_in_standard is False
        assert client.get(address)["Location"] == reverse("midpoints:due")

    def test_not_done_by_its_page(self, case: Challenge) -> None:
        conference = half_way(case)
        client = signed_in(case.chair)
        address = reverse("midpoints:not_done", args=[conference.pk])
        client.post(address, {"reason": "chair_away", "note": ""})
        check = MidpointCheck.objects.get()
        shown = client.get(reverse("midpoints:check", args=[check.pk])).content.decode()
        assert "the chair was away or changed" in shown


def test_both_are_counted_for_each_child(case: Challenge) -> None:
    make_child("Fern Okonkwo-Hale", family=case.family)
    make_check(case)
    late = make_challenge("Rahman")
    record_check(conference=half_way(late, due_in=-2), found=found(late), by=late.chair)
    not_done = make_challenge("Pendlewick")
    record_not_done(conference=half_way(not_done), reason=NotDoneReason.NO_TIME, by=not_done.chair)
    waiting = half_way(make_challenge("Żurawska"), due_in=-1)
    half_way(make_challenge("O'Featherby"), due_in=1)
    today = today_in_london()
    counts = counts_of(case.head, today - 30 * DAY, today)
    total = counts.total
    assert (total.in_time, total.late, total.not_done, total.outstanding) == (1, 1, 1, 1)
    assert counts.reasons == [("No time: other duties came first", 1)]
    assert {line.name: line.due for line in counts.by_area}[waiting.family.area.name] == 1
    assert counts_of(case.chair, today - 30 * DAY, today).total.due == 1
    shown = signed_in(case.head).get("/midpoints/counts/").content.decode()
    assert "Why they were not done" in shown


def test_one_that_was_late_when_the_plan_ended_is_counted_as_outstanding(case: Challenge) -> None:
    """Nobody did it, and no ending makes up for that; but no plan, no check."""
    said, in_time, void = (make_challenge(name) for name in ("Rahman", "Pendlewick", "Żurawska"))
    for each, due_in in ((case, -3), (said, -3), (in_time, 0), (void, -3)):
        conference = half_way(each, due_in=due_in)
        if each is said:
            record_not_done(conference=conference, reason=NotDoneReason.NO_TIME, by=said.chair)
        plan = Plan.objects.get(child=each.child)
        if each is void:
            Plan.objects.filter(pk=plan.pk).update(voided_at=timezone.now())
        stop_clocks(plan, reason="The plan ended", by=each.head)
    today = today_in_london()
    total = counts_of(case.head, today - 30 * DAY, today + DAY).total
    assert (total.not_done, total.outstanding, total.due) == (1, 1, 2)


def test_no_field_reaches_anybody_outside() -> None:
    for model in apps.get_app_config("midpoints").get_models():
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
            assert class_of(f"{model._meta.label}.{field.name}") == Class.INTERNAL
