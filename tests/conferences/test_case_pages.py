"""From the request to the invitation, through HTTP: answered, refused, and nothing lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from conferences.domain import booking as booking_steps
from conferences.domain import request_steps as steps
from conferences.domain import slots
from conferences.domain.inviting import invite_everyone
from conferences.domain.requesting import keep_typed, start_request, typed_on
from conferences.domain.screening import answer_diversion, screen_request
from conferences.domain.taking_part import add_participant
from conferences.enums import (
    Capacity,
    ConferenceKind,
    ConferenceState,
    Joining,
    RequestState,
    ScreeningOutcome,
)
from conferences.models import Conference, ConferenceChild, ConferenceRequest, Invitation
from disclosure.models import Record
from people.enums import AgencyKind, CaseRoleKind, Role
from people.models import Family
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.plans import make_plan

pytestmark = pytest.mark.django_db


def page(user: User | None, name: str, *args: Any, query: str = "", data: Any = None) -> Any:
    client = Client()
    if user is not None:
        client.force_login(user)
    address = reverse(f"conferences:{name}", args=args) + query
    return client.get(address) if data is None else client.post(address, data)


def text(user: User | None, name: str, *args: Any, query: str = "") -> str:
    response = page(user, name, *args, query=query)
    assert response.status_code == 200, (name, response.status_code)
    return str(response.content.decode())


def test_every_step_of_a_request_answers() -> None:
    case = make.make_case()
    request = make.make_complete(case)
    for step in steps.steps_for(request):
        assert step.title in text(case.social_worker, "request_step", request.pk, step.name)
    assert "Completed" in text(case.social_worker, "request", request.pk)
    assert "Send to the duty officer" in text(case.social_worker, "request_check", request.pk)


def test_a_stranger_is_asked_to_sign_in_and_another_team_is_refused() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    stranger = page(None, "request", draft.pk)
    assert stranger.status_code == 302
    assert "/accounts/login/" in stranger["Location"]
    elsewhere = people.make_staff(Role.SOCIAL_WORKER)
    assert page(elsewhere, "request", draft.pk).status_code == 403
    assert page(case.social_worker, "request", 0).status_code == 404


@pytest.mark.parametrize("name", ["duty_queue", "to_book", "consult", "screening_counts"])
def test_lists_are_for_those_whose_work_they_are(name: str) -> None:
    case = make.make_case()
    assert page(case.social_worker, name).status_code == 403
    refused = Event.objects.using("audit").filter(action="refused")
    assert refused.filter(actor_id=case.social_worker.pk).exists()


def strategy(day: dt.date | None, action: str = "save", **more: str) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year} if day else {}
    return {"action": action, **{f"held_on_{k}": str(v) for k, v in parts.items()}, **more}


def test_a_strategy_date_in_the_future_is_refused_kept_and_shown_again() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    data = strategy(tomorrow, note="Led by the police")
    answered = page(case.social_worker, "request_step", draft.pk, steps.STRATEGY, data=data)
    assert "must be today or in the past" in answered.content.decode()
    again = text(case.social_worker, "request_step", draft.pk, steps.STRATEGY)
    assert f'value="{tomorrow.year}"' in again
    assert "Led by the police" in again
    assert "must be today or in the past" in again
    assert "To mend" in text(case.social_worker, "request", draft.pk)
    assert not case.family.strategy_discussions.exists()


def test_a_discussion_is_added_and_the_page_stays_for_another() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    data = strategy(make.days_ago(2), action="add")
    answered = page(case.social_worker, "request_step", draft.pk, steps.STRATEGY, data=data)
    assert answered["Location"].endswith("/steps/strategy/")
    go_on = page(case.social_worker, "request_step", draft.pk, steps.STRATEGY, data=strategy(None))
    assert go_on["Location"].endswith("/steps/section-47/")
    assert case.family.strategy_discussions.count() == 1


def test_a_mistyped_discussion_is_corrected_from_the_draft_and_leads_back_to_it() -> None:
    case = make.make_case()
    draft, discussion = make.make_draft(case), make.make_discussion(case, 3)
    step = reverse("conferences:request_step", args=[draft.pk, steps.STRATEGY])
    link = f"{reverse('conferences:correct_discussion', args=[discussion.pk])}?next={step}"
    assert f'href="{link}"' in text(case.social_worker, "request_step", draft.pk, steps.STRATEGY)
    data = {"held_on": make.days_ago(9), "reason": "Mistyped."}
    client = Client()
    client.force_login(case.social_worker)
    assert f'href="{step}"' in client.get(link).content.decode()
    assert client.post(link, data)["Location"] == step
    discussion.refresh_from_db()
    assert discussion.held_on == make.days_ago(9)
    elsewhere = link.replace(step, "https://elsewhere.example/")
    data = {"held_on": make.days_ago(8), "reason": "Mistyped."}
    assert client.post(elsewhere, data)["Location"] == case.family.get_absolute_url()


def test_who_asks_reads_whether_a_team_manager_has_the_request_to_agree_to() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    on_list = "this request is on their list"
    assert on_list in text(case.social_worker, "request_step", draft.pk, steps.AGREEMENT)
    Family.objects.update(team=None)
    said = text(case.social_worker, "request_step", draft.pk, steps.AGREEMENT)
    assert on_list not in said
    assert "This family has no team" in said
    assert reverse("people:change_family", args=[case.family.pk]) in said


def test_nothing_says_that_words_are_kept_before_a_step_is_saved() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    client = Client()
    client.force_login(case.social_worker)
    begin = client.get(reverse("conferences:new_request")).content.decode()
    for said in (begin, text(case.social_worker, "request", draft.pk)):
        assert "as you go" not in said
        assert "Each step is kept when you save it" in said


def test_an_unknown_code_is_refused_and_nothing_breaks() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    data = {"section_47_outcome": "'; DROP TABLE", "decided_on": "2026-02-30"}
    answered = page(case.social_worker, "request_step", draft.pk, steps.SECTION_47, data=data)
    assert answered.status_code == 200
    draft.refresh_from_db()
    assert draft.section_47_outcome == ""
    assert typed_on(draft, steps.SECTION_47)["section_47_outcome"] == ["'; DROP TABLE"]


def test_a_paste_of_more_than_200_kb_is_refused_kindly_and_kept() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    paste = "ż" * 120_000
    answered = page(
        case.social_worker, "request_step", draft.pk, steps.REASON, data={"reason": paste}
    )
    assert "240 KB, and one box holds 200 KB" in answered.content.decode()
    assert typed_on(draft, steps.REASON)["reason"] == [paste]
    assert paste in text(case.social_worker, "request_step", draft.pk, steps.REASON)


def test_right_to_left_words_are_taken_as_they_are() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    words = "الطفل بخير مع جدته"
    page(case.social_worker, "request_step", draft.pk, steps.REASON, data={"reason": words})
    draft.refresh_from_db()
    assert draft.reason == words
    assert words in text(case.social_worker, "request_check", draft.pk)


@pytest.mark.parametrize("name", ["'", "’", "--", "42"])
def test_a_name_with_only_an_apostrophe_is_no_name(name: str) -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    data = {"agreed_by_name": name, "agreed_on": f"{make.days_ago(1)}", "agreed_time": "9:30am"}
    answered = page(case.social_worker, "request_step", draft.pk, steps.AGREEMENT, data=data)
    assert "must have at least one letter" in answered.content.decode()


@pytest.mark.parametrize("name", ["O'", "Ng", "نور", "D’Arcy-Żak"])
def test_short_and_foreign_names_are_names(name: str) -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    data = {"agreed_by_name": name, "agreed_on": f"{make.days_ago(1)}", "agreed_time": "9:30am"}
    page(case.social_worker, "request_step", draft.pk, steps.AGREEMENT, data=data)
    draft.refresh_from_db()
    assert draft.agreed_by_name == name


def test_a_chair_fills_in_the_early_review_they_may_ask_for() -> None:
    case, chair = make.make_case(), people.make_staff(Role.PRINCIPAL_OFFICER)
    people.make_case_role(case.family, chair, kind=CaseRoleKind.CHAIR)
    make_plan(case.older)
    kind = ConferenceKind.REVIEW
    request = start_request(family=case.family, kind=kind, by=chair)
    needed = bookings.next_monday()
    answered = {"early_reason": "not_working", "wanted_by": f"{needed}"}
    sent = page(chair, "request_step", request.pk, steps.EARLY, data=answered)
    assert sent.status_code == 302
    for step in steps.steps_for(request):
        assert step.title in text(chair, "request_step", request.pk, step.name)
    checked = text(chair, "request_check", request.pk)
    assert f"{needed:%-d %B %Y}" in checked
    assert "Parental responsibility" in checked
    assert "Layla Pendlewick" in checked
    initial = make.make_draft(case)
    assert page(chair, "request_step", initial.pk, steps.REASON).status_code == 403


def test_duty_is_told_that_the_pencilled_slot_was_let_go_and_offered_none_that_is_late() -> None:
    case, place = make.make_case(), make.make_place()
    request = make.make_submitted(case, make.make_discussion(case, 30))
    shown = text(case.duty, "screen", request.pk)
    assert "No slot in time can be offered now" in shown
    choice = make.choice_on(place, bookings.next_monday(1))
    late = slots.pencil_for_request(
        request=request, choice=choice, late_reason="The chair is ill.", by=case.duty
    )
    assert late.late_reason
    bookings.make_absence(place.chair.professional, choice.day)
    response = page(case.duty, "screen", request.pk, data={"outcome": "proceed", "reason": ""})
    assert response.status_code == 302
    said = [str(each) for each in response.wsgi_request._messages]
    assert any("was let go" in words for words in said)


def test_a_part_added_by_mistake_is_taken_away_until_somebody_is_told() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    first = conference.parts.get()
    data = {"name": "With mother", "kind": "one_parent"}
    page(case.support, "add_part", conference.pk, data=data)
    added = conference.parts.exclude(pk=first.pk).get()
    assert "Take this part away" in text(case.support, "part", conference.pk, added.pk)
    page(case.support, "remove_part", conference.pk, added.pk, data={})
    assert list(conference.parts.all()) == [first]
    assert Event.objects.filter(verb="conferences.remove_part", action="changed").exists()
    assert "Take this part away" not in text(case.support, "part", conference.pk, first.pk)
    page(case.support, "remove_part", conference.pk, first.pk, data={})
    assert list(conference.parts.all()) == [first]


def test_a_child_on_a_plan_is_offered_an_early_review_on_the_page() -> None:
    case = make.make_case()
    make_plan(case.older)
    discussion = make.make_discussion(case)
    draft = make.make_draft(case)
    shown = text(case.social_worker, "request_step", draft.pk, steps.CHILDREN)
    assert "Ask for an early review" in shown
    data = {
        f"in_{case.older.pk}": "yes",
        f"discussion_{case.older.pk}": discussion.pk,
        f"in_{case.younger.pk}": "no",
        f"reason_{case.younger.pk}": "Lives with an aunt.",
    }
    answered = page(case.social_worker, "request_step", draft.pk, steps.CHILDREN, data=data)
    assert "already on a plan" in answered.content.decode()
    assert "Lives with an aunt." in answered.content.decode(), "what was typed is lost"
    assert not draft.children.exists()
    begun = page(case.social_worker, "start_request", case.family.pk, data={"kind": "review"})
    review = ConferenceRequest.objects.get(kind="review")
    assert begun["Location"].endswith(f"/requests/{review.pk}/")


def test_no_second_plan_is_asked_for_where_one_was_made_meanwhile() -> None:
    """The request is complete and stays: nothing of it is lost, and nothing of it is sent."""
    case = make.make_case()
    request = make.make_complete(case)
    make_plan(case.older)
    answered = page(case.social_worker, "request_check", request.pk, data={})
    assert answered.status_code == 200
    told = f"{case.older} is already on a plan. Ask for an early review instead."
    assert told in answered.content.decode()
    request.refresh_from_db()
    assert request.state == "draft"
    assert request.children.count() == 2
    assert "Completed" in text(case.social_worker, "request", request.pk)


def test_choosing_the_last_discussion_is_allowed_with_a_warning() -> None:
    case = make.make_case()
    make.make_discussion(case, 9)
    last = make.make_discussion(case, 2)
    draft = make.make_draft(case)
    data = {f"in_{c.pk}": "yes" for c in (case.older, case.younger)} | {
        f"discussion_{c.pk}": last.pk for c in (case.older, case.younger)
    }
    client = Client()
    client.force_login(case.social_worker)
    address = reverse("conferences:request_step", args=[draft.pk, steps.CHILDREN])
    answered = client.post(address, data, follow=True)
    assert "not from the last one" in answered.content.decode()


def test_words_sent_after_the_session_ended_come_back_to_the_same_person_only() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    address = reverse("conferences:request_step", args=[draft.pk, steps.REASON])
    client = Client()
    client.force_login(case.social_worker)
    mark = client.get(address).context["mark"]
    client.logout()
    sent = client.post(address, {"reason": "A long afternoon of typing.", "shown_to": mark})
    assert sent.status_code == 302
    client.force_login(case.team_manager)
    assert "A long afternoon" not in client.get(address).content.decode()
    client.logout()
    client.post(address, {"reason": "A long afternoon of typing.", "shown_to": mark})
    client.force_login(case.social_worker)
    assert "A long afternoon of typing." in client.get(address).content.decode()


def test_words_without_a_true_mark_are_not_kept_for_anybody() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    address = reverse("conferences:request_step", args=[draft.pk, steps.REASON])
    client = Client()
    client.post(address, {"reason": "Planted.", "shown_to": "1:forged:mark"})
    client.force_login(case.social_worker)
    assert "Planted." not in client.get(address).content.decode()


def test_an_unfinished_step_is_named_on_the_check_page() -> None:
    case = make.make_case()
    request = make.make_complete(case)
    keep_typed(request=request, step=steps.REASON, typed={"reason": [""]}, by=case.social_worker)
    answered = page(case.social_worker, "request_check", request.pk, data={})
    assert "Mend “Why a conference is needed”" in answered.content.decode()
    request.refresh_from_db()
    assert request.state == RequestState.DRAFT


def test_the_duty_officer_sees_the_request_the_clock_and_the_safety_plan_on_one_page() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    shown = text(case.duty, "screen", request.pk)
    assert "Grandmother stays at night." in shown
    assert "Both children have been left alone" in shown
    assert "Why this date?" in shown
    assert str(case.family) in text(case.duty, "duty_queue")
    data = {"outcome": "early_help", "reason": ""}
    refused = page(case.duty, "screen", request.pk, data=data)
    assert "Say why, in words the team can act on" in refused.content.decode()
    page(case.duty, "screen", request.pk, data={"outcome": "proceed", "reason": ""})
    request.refresh_from_db()
    assert request.state == RequestState.PROCEEDING


def test_a_diversion_is_answered_and_settled_on_its_pages() -> None:
    case, head = make.make_case(), people.make_staff(Role.HEAD_OF_SERVICE)
    request = make.make_submitted(case)
    screen_request(
        request=request, outcome=ScreeningOutcome.EARLY_HELP, reason="Try it.", by=case.duty
    )
    assert "Try it." in text(case.team_manager, "answer_diversion", request.pk)
    data = {"answer": "disagree", "reason": "Unsafe.", "referred_to": head.pk}
    page(case.team_manager, "answer_diversion", request.pk, data=data)
    assert "Settle a disagreement" in text(head, "screen", request.pk)
    page(head, "screen", request.pk, data={"decision": "divert", "reason": "Agreed with duty."})
    request.refresh_from_db()
    assert request.state == RequestState.DIVERTED
    assert "Diverted" in text(case.social_worker, "request", request.pk)


@pytest.mark.parametrize(("name", "most"), [("to_book", 8), ("red_list", 22)])
def test_a_longer_list_asks_no_more_of_the_database(name: str, most: int) -> None:
    """Nothing a family is called can become part of the page, and the audit names every child."""
    case = make.make_case()
    Family.objects.filter(pk=case.family.pk).update(name="<b>O’Neill & Sons</b>")
    _vacated(case)
    client = Client()
    client.force_login(case.support)
    address = reverse(f"conferences:{name}")
    client.get(address)  # the first page of a session also notes who is here
    with CaptureQueriesContext(connection) as one_row:
        client.get(address)
    for _ in range(3):
        _vacated(case)
    with CaptureQueriesContext(connection) as four_rows:
        answer = client.get(address)
    shown = answer.content.decode()
    called = "&lt;b&gt;O’Neill &amp; Sons&lt;/b&gt; family"
    assert (shown.count(f'dir="auto">{called}</a>'), shown.count("Why this date?")) == (4, 4)
    assert "<b>" not in shown
    assert len(four_rows) == len(one_row) <= most
    event = Event.objects.filter(verb=f"conferences.{name}").latest("pk")
    assert len(event.subject_ids) == 4
    assert event.child_ids == [case.older.pk, case.younger.pk]


def _vacated(case: make.Case) -> None:
    conference = Conference.objects.create(
        family=case.family,
        kind=ConferenceKind.INITIAL,
        state=ConferenceState.VACATED,
        record=Record.objects.create(family=case.family, label="Initial conference"),
        due_on=timezone.localdate(),
    )
    for child in (case.older, case.younger):
        ConferenceChild.objects.create(conference=conference, child=child)


def test_booking_through_the_pages() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    assert str(case.family) in text(case.support, "to_book")
    shown = text(case.support, "book", conference.pk)
    offer = slots.slots_for(slots.need_of_conference(conference)).offers[0]
    assert offer.choice.key in shown
    query = f"?choice={offer.choice.key}"
    assert str(place.room) in text(case.support, "choose_slot", conference.pk, query=query)
    data = {"choice": offer.choice.key}
    page(case.support, "choose_slot", conference.pk, data=data)
    page(case.support, "confirm_slot", conference.pk, data={})
    conference.refresh_from_db()
    assert conference.state == ConferenceState.BOOKED
    assert "Quorate" in text(case.support, "conference", conference.pk)
    assert text(place.chair.professional.user, "conference", conference.pk)


def test_why_not_that_slot_is_answered_in_words() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    saturday = bookings.next_monday(1) + dt.timedelta(days=5)
    session = bookings.make_session()
    query = f"?day={saturday}&session={session.pk}&room={place.room.pk}&chair={place.chair.pk}"
    assert "A Saturday" in text(case.support, "book", conference.pk, query=query)


def test_a_late_date_asks_for_its_reason_on_the_page() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case, make.make_discussion(case, 20))
    choice = make.choice_on(place, bookings.next_monday(2))
    answered = page(
        case.support, "choose_slot", conference.pk, data={"choice": choice.key}
    ).content.decode()
    assert "after the due date" in answered
    assert "Review of the safety plan" in answered
    assert "There is a problem" in answered


def test_a_slot_that_is_none_is_answered_kindly() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    assert page(case.support, "choose_slot", conference.pk, query="?choice=x").status_code == 302


def test_giving_up_and_the_red_list_through_the_pages() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    refused = page(case.support, "vacate", conference.pk, data={"reason": "other", "note": ""})
    assert "There is a problem" in refused.content.decode()
    page(case.support, "vacate", conference.pk, data={"reason": "chair_away", "note": ""})
    assert str(case.family) in text(case.support, "red_list")
    assert "No date" in text(case.support, "conference", conference.pk)


def test_people_parts_invitations_and_exclusion_through_the_pages() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    chair = place.chair.professional.user
    part = conference.parts.get()
    participant = conference.participants.first()
    for name, *args in (
        ("participants",),
        ("add_participant",),
        ("add_part",),
        ("part", part.pk),
        ("participant", participant.pk),
        ("vacate",),
    ):
        text(case.support, name, conference.pk, *args)
    text(case.duty, "cancel", conference.pk)
    assert page(case.support, "exclude", conference.pk).status_code == 403
    text(chair, "exclude", conference.pk)
    page(case.support, "invite", conference.pk, data={})
    letter = Invitation.objects.get(way="post")
    printed = page(case.support, "letter", letter.pk, data={})
    assert printed["Location"].startswith("/conferences/letters-to-print/")
    assert page(case.support, "letter", letter.pk, data={})["Location"] == printed["Location"]
    text(case.support, "told", letter.pk)
    assert Event.objects.filter(action="printed", verb="conferences.print_letters").exists()


def test_the_invited_person_answers_by_their_own_link_and_sees_nobody() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    invite_everyone(conference=conference, by=case.support)
    mine = Invitation.objects.get(participant__person=case.mother)
    shown = text(None, "invitation", mine.token)
    main = shown.split("<main", 1)[1].split("</main>")[0]
    for name in ("Pendlewick", "Tamsin", "Fergus", "O&#x27;Featherby", "protection"):
        assert name not in main
    page(None, "invitation", mine.token, data={"joining": "remote"})
    mine.participant.refresh_from_db()
    assert mine.participant.joining == Joining.REMOTE
    assert page(None, "invitation", "00000000-0000-4000-8000-000000000000").status_code == 404
    booking_steps.vacate_conference(
        conference=conference, reason="chair_away", note="", by=case.support
    )
    assert page(None, "invitation", mine.token, data={"joining": "remote"}).status_code == 200


def test_the_counts_page_shows_the_funnel() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    screening = screen_request(
        request=request, outcome=ScreeningOutcome.EARLY_HELP, reason="Try it.", by=case.duty
    )
    answer_diversion(screening=screening, agreed=True, by=case.team_manager)
    shown = text(case.duty, "screening_counts")
    assert "Divert: early help: 1" in shown


def test_a_consultation_through_the_pages() -> None:
    case = make.make_case()
    data = {
        "family": case.family.pk,
        "asked_by": "Ama, North team",
        "outcome": "child_in_need",
        "reason": "Not at the threshold.",
    }
    assert page(case.duty, "consult", data=data).status_code == 302
    kept = case.family.screenings.get()
    assert "Not at the threshold." in text(case.duty, "follow_up", kept.pk)
    page(case.duty, "follow_up", kept.pk, data={"found": "A plan was made."})
    assert kept.follow_up.found == "A plan was made."


def test_names_are_links_only_for_whoever_says_how_people_take_part() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    one = conference.participants.first()
    assert one is not None
    link = f'href="{reverse("conferences:participant", args=[conference.pk, one.pk])}"'
    assert link in text(case.support, "participants", conference.pk)
    shown = text(case.social_worker, "participants", conference.pk)
    assert one.person.name in shown
    assert link not in shown


def test_who_invites_reads_what_else_the_request_asks_for_until_it_is_done() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    said = "The request also asks for"
    assert said not in text(case.support, "participants", conference.pk)
    ConferenceRequest.objects.update(police_wanted=True, invitees="Mrs O\u2019Hara, play group")
    shown = text(case.support, "participants", conference.pk)
    assert said in shown
    assert "the police" in shown
    assert "Mrs O\u2019Hara, play group" in shown
    assert said not in text(case.social_worker, "participants", conference.pk)
    officer = people.make_professional(agency=people.make_agency(kind=AgencyKind.POLICE))
    add_participant(
        conference=conference,
        person=officer.person,
        agency=officer.agency,
        capacity=Capacity.AGENCY,
        by=case.support,
    )
    shown = text(case.support, "participants", conference.pk)
    assert "the police" not in shown
    assert "Mrs O\u2019Hara, play group" in shown
    Conference.objects.update(state=ConferenceState.IN_SESSION)
    assert said not in text(case.support, "participants", conference.pk)


def test_the_button_to_invite_goes_when_everybody_was_told() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    button = "Invite everybody not told yet"
    assert button in text(case.support, "participants", conference.pk)
    invite_everyone(conference=conference, by=case.support)
    assert button not in text(case.support, "participants", conference.pk)
    conference.parts.update(place="The side door")
    assert button in text(case.support, "participants", conference.pk)
