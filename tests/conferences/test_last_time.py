"""A review opens with the plan and its progress, the reports, the scale and last time's words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from audit.models import Event
from conferences.domain.closing import NotReadyToClose, close_conference
from conferences.domain.last_time import carry_on, last_time, lines_waiting, settle_plan
from conferences.domain.live import save
from conferences.domain.ready_to_close import obstacles, plan_items
from conferences.domain.room import snapshot
from conferences.domain.scale_history import ScalePoint, scale_history
from conferences.enums import Capacity, ChildOutcome, ConferenceKind
from conferences.models import Conference, Decision, SafetyScore
from conferences.presenters.last_time import opening_of
from conferences.presenters.scale_chart import scale_chart
from disclosure.enums import SourceKind
from disclosure.models import Operation, Upload
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from plans.domain.reading_plan import family_plan
from plans.enums import EndReason, ItemStatus
from plans.models import ItemUpdate, Plan
from tests.factories.disclosure import make_passage, make_upload
from tests.factories.live import op
from tests.factories.meetings import agree_action, decide
from tests.factories.people import make_case_role, make_person, make_staff
from tests.factories.reviews import review_in_session, two_on_plans

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_words_are_put_forward_only_when_everybody_here_may_have_them() -> None:
    meeting = two_on_plans()
    record = meeting.conference.record
    agencies = meeting.conference.participants.filter(capacity="agency")
    here = [row.person for row in agencies.select_related("person")]
    make_passage(record, "Wren laughs more.", heading="working_well", audience=here)
    make_passage(record, "The police told us of a visit.", audience=here[:1])
    sealed = make_passage(record, "About another family.", heading="worries")
    sealed.sealed_at = timezone.now()
    sealed.save()
    review = review_in_session(meeting)
    seen = last_time(review.conference, reader=meeting.chair)
    assert seen is not None
    assert [p.text for s in seen.for_all for p in s.passages] == ["Wren laughs more."]
    assert [p.text for s in seen.for_some for p in s.passages] == ["The police told us of a visit."]
    mother = make_person("Ngozi Testwood")
    late = review.conference.participants.create(person=mother, capacity=Capacity.FAMILY)
    late.attendances.create(part=review.conference.parts.get(), mode="in_person")
    again = last_time(review.conference, reader=meeting.chair)
    assert again is not None
    assert again.for_all == []
    review.conference.parts.update(is_current=False)
    nobody = last_time(review.conference, reader=meeting.chair)
    assert nobody is not None
    assert nobody.for_all == []


def test_what_is_still_needed_is_carried_on_once_and_other_screens_are_told() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    items = plan_items(meeting.conference)
    made = carry_on(conference=review.conference, items=items, by=meeting.chair)
    assert [item.passage.text for item in made] == ["Visit every week.", "Mend the gate."]
    assert Operation.objects.filter(record=review.conference.record).count() == 2
    assert carry_on(conference=review.conference, items=items, by=meeting.chair) == []
    assert plan_items(meeting.conference) == items
    with pytest.raises(NotAllowed):
        carry_on(conference=review.conference, items=items, by=make_staff(Role.SOCIAL_WORKER))
    with pytest.raises(WrongState):
        carry_on(conference=meeting.conference, items=items, by=meeting.chair)


def test_what_nobody_spoke_of_holds_up_the_close_and_a_reason_settles_it() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    visit, gate = plan_items(meeting.conference)
    gate.passage.about.set([review.children[1].child.person])

    def hindrance() -> str:
        found = obstacles(review.conference, review.details())
        return next((each.message for each in found if each.is_of_last_time), "")

    assert hindrance() == ""  # nobody is known to stay on a plan yet
    decide(review, review.children[0])
    assert "“Visit every week.”" in hindrance()
    assert "gate" not in hindrance()
    decide(review, review.children[1])
    assert "“Visit every week.”, “Mend the gate.”" in hindrance()
    settle_plan(
        conference=review.conference,
        going_on=[visit],
        left_behind=[gate],
        reason="The gate was taken away.",
        by=review.chair,
    )
    assert hindrance() == ""
    gate.refresh_from_db()
    told = ItemUpdate.objects.get(status=ItemStatus.NOT_NEEDED)
    assert told.words is not None
    assert told.words.text == "The gate was taken away."
    assert not told.words.clearances.exists()
    close_conference(conference=review.conference, details=review.details(), by=review.chair)
    plan = family_plan(review.conference.family, reader=review.chair)
    assert [item.passage.text for item in plan.items] == ["Visit every week."]
    assert plan.items[0].lineage == visit.lineage


def test_a_line_taken_off_in_the_live_room_was_spoken_of() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    for each in review.children:
        decide(review, each)
    items = plan_items(meeting.conference)
    made = carry_on(conference=review.conference, items=items, by=meeting.chair)
    made[1].passage.removed_at = timezone.now()
    made[1].passage.save()
    found = obstacles(review.conference, review.details())
    assert not [each for each in found if each.is_of_last_time]
    waiting = lines_waiting(review.conference, reader=review.chair)
    assert [item.passage.text for item in waiting] == ["Mend the gate."]


def test_an_action_whose_day_has_passed_needs_a_new_one() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    item = plan_items(meeting.conference)[0]
    item.due_on = TODAY - dt.timedelta(days=3)
    item.save()
    carry_on(conference=review.conference, items=[item], by=meeting.chair)
    for each in review.children:
        decide(review, each)
    with pytest.raises(NotReadyToClose) as error:
        close_conference(conference=review.conference, details=review.details(), by=review.chair)
    assert [o.message for o in error.value.obstacles if "its day has passed" in o.message]
    done = plan_items(review.conference)[0]
    done.status = ItemStatus.DONE
    done.save()
    agree_action(review)


def test_the_risk_outside_the_home_stands_as_in_the_plan_until_the_review_says_otherwise() -> None:
    review = review_in_session(two_on_plans())
    wren = review.children[0]
    assert wren.plan is not None
    wren.plan.risk_outside_home = True
    wren.plan.save()

    def send(kind: str, **given: Any) -> list[str]:
        """The children who are marked once this was sent."""
        operations = [op(kind, child=wren.pk, **given)]
        [result] = save(conference=review.conference, operations=operations, by=review.chair)
        assert result.status == "applied", result.message
        return marked()

    def marked() -> list[str]:
        shown: list[str] = snapshot(review.conference, by=review.chair)["outside"]
        return shown

    assert marked() == [str(wren.pk)]
    decided = {
        "threshold_met": True,
        "threshold_reason": "Said by all.",
        "outcome": ChildOutcome.CHILD_PROTECTION,
        "category": "NEG",
    }
    assert send("decision.set", **decided) == [str(wren.pk)]
    assert Decision.objects.get(child=wren).risk_outside_home
    assert send("outside.set", outside=False) == []
    base = Operation.objects.latest("seq").seq
    send("decision.set", risk_outside_home=False, base_seq=base, **decided)
    assert not Decision.objects.get(child=wren).risk_outside_home


def test_one_siblings_plan_ends_with_a_step_down_and_the_others_goes_on() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    wren, rafi = review.children
    manager = make_staff(Role.TEAM_MANAGER)
    make_case_role(review.conference.family, manager, kind=CaseRoleKind.TEAM_MANAGER)
    worker = make_staff(Role.SOCIAL_WORKER).professional.pk
    shared = {"lead_worker": worker, "threshold_reason": "Said by all."}
    results = save(
        conference=review.conference,
        operations=[
            op(
                "decision.set",
                child=wren.pk,
                threshold_met=False,
                outcome=ChildOutcome.CHILD_IN_NEED,
                consent_by="Ngozi Testwood",
                first_meeting_on=(TODAY + dt.timedelta(days=7)).isoformat(),
                **shared,
            ),
            op(
                "decision.set",
                child=rafi.pk,
                threshold_met=True,
                outcome=ChildOutcome.CHILD_PROTECTION,
                category="EMO",
                legal_planning=True,
                **shared,
            ),
        ],
        by=review.chair,
    )
    assert [result.status for result in results] == ["applied", "applied"]
    for each in review.children:
        each.participation = "PN6"
        each.save()
    items = plan_items(meeting.conference)
    carry_on(conference=review.conference, items=items, by=review.chair)
    close_conference(conference=review.conference, details=review.details(), by=review.chair)
    ended = Plan.objects.get(child=wren.child, kind="child_protection")
    assert (ended.ended_on, ended.end_reason) == (TODAY, EndReason.REVIEW_DECISION)
    assert Plan.objects.get(child=wren.child, kind="child_in_need").started_on == TODAY
    going_on = Plan.objects.get(child=rafi.child)
    assert (going_on.ended_on, going_on.category_initial, going_on.category_latest) == (
        None,
        "NEG",
        "EMO",
    )
    assert going_on.record == review.conference.record
    following = Conference.objects.get(follows=review.conference)
    assert [row.child for row in following.children.all()] == [rafi.child]
    assert Message.objects.get(kind="legal_planning_advised").to_address == manager.email


def test_the_scale_over_time_in_numbers_words_and_a_picture() -> None:
    meeting = two_on_plans()
    before = TODAY - dt.timedelta(days=70)
    Conference.objects.filter(pk=meeting.conference.pk).update(held_on=before)
    review = review_in_session(meeting)
    wren, rafi = review.children
    first, second, *_ = review.conference.participants.all()
    SafetyScore.objects.create(participant=first, child=wren, score=7)
    SafetyScore.objects.create(participant=second, child=wren, score=6)
    points = scale_history(wren.child, reader=meeting.chair)
    assert [(p.on, p.mean, p.lowest, p.highest) for p in points] == [
        (before, 3.3, 2, 5),
        (TODAY, 6.5, 6, 7),
    ]
    assert len(scale_history(rafi.child, reader=meeting.chair)) == 1
    chart = scale_chart("Wren", "1", points)
    assert chart.finding == "The safety scale for Wren rose from 3.3 to 6.5 out of 10."
    assert chart.alternative.endswith(f"{TODAY:%-d %B %Y}: 6.5 on average, from 6 to 7 (2 people).")
    assert chart.dots[0].y > chart.dots[1].y
    assert scale_chart("Wren", "1", []).alternative == ""


def test_the_half_of_an_average_goes_up() -> None:
    assert ScalePoint(TODAY, "Review", (6, 6, 6, 7)).mean == 6.3


def test_the_page_and_who_may_open_it() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    assert review.conference.kind == ConferenceKind.REVIEW
    client = Client()
    client.force_login(meeting.chair)
    url = reverse("conferences:last_time", args=[review.conference.pk])
    page = client.get(url).content.decode()
    assert "Visit every week." in page
    assert "The safety scale for Wren has been asked once." in page
    ticked = {"item": [str(item.pk) for item in plan_items(meeting.conference)[:1]]}
    carry = reverse("conferences:carry_on", args=[review.conference.pk])
    assert "1 line of the plan is in" in client.post(carry, ticked, follow=True).content.decode()
    waits = client.post(carry, {}, follow=True).content.decode()
    assert "No line of the plan was ticked. 1 line of the plan is still waiting." in waits
    settled = client.post(carry, {"reason": "The gate was taken away."}, follow=True)
    assert "1 line of the plan is no longer needed, with your reason." in settled.content.decode()
    assert "Why the lines not ticked are no longer needed" not in settled.content.decode()
    client.force_login(make_staff(Role.SOCIAL_WORKER))
    assert client.get(url).status_code == 403


def test_it_opens_with_the_reports_that_came_since_for_whoever_may_read_them() -> None:
    meeting = two_on_plans()
    review = review_in_session(meeting)
    family = review.conference.family
    for kind, name in ((SourceKind.REPORT, "health.pdf"), (SourceKind.DOCUMENT, "letter.pdf")):
        make_upload(family, by=meeting.chair, name=name, source_kind=kind)
    make_upload(family, by=meeting.chair, name="old.pdf", source_kind=SourceKind.REPORT)
    long_ago = timezone.now() - dt.timedelta(days=200)
    Upload.objects.filter(name="old.pdf").update(uploaded_at=long_ago)
    seen = opening_of(review.conference, reader=meeting.chair)
    assert [upload.name for upload in seen["documents"]] == ["health.pdf"]
    event = Event.objects.get(verb="disclosure.reports_since")
    assert event.subject_ids == [upload.pk for upload in seen["documents"]]
    stranger = make_staff(Role.SOCIAL_WORKER)
    assert opening_of(review.conference, reader=stranger)["documents"] == []


@pytest.mark.parametrize("name", ["last_time", "participants"])
def test_the_chair_reaches_the_reports_before_any_pack_is_made(name: str) -> None:
    review = review_in_session(two_on_plans())
    make_upload(review.conference.family, by=review.chair, source_kind=SourceKind.REPORT)
    client = Client()
    client.force_login(review.chair)
    page = client.get(reverse(f"conferences:{name}", args=[review.conference.pk]))
    documents = reverse("packs:documents", args=[review.conference.record_id])
    assert f'href="{documents}"' in page.content.decode()
