"""From what there is to whom it waits for: on their list once, and in their morning email."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from bookings.models import Absence
from conferences.domain.correcting import answer_correction, propose_correction
from conferences.domain.screening import answer_diversion, screen_request, settle_diversion
from conferences.enums import ScreeningOutcome
from desk.domain.accepting import accept_need
from desk.domain.morning import greet
from desk.domain.radar.lists import needs_of, needs_of_area
from desk.domain.reminding import set_schedule
from desk.models import Reminder
from escalations.domain.answering import answer_form
from escalations.domain.form_steps import current_stage
from escalations.models import FormStage
from escalations.stages import LAST
from feedback.domain.reading import send_to_duty
from feedback.models import Reader
from feedback.start_page import tasks as feedback_tasks
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from people.models import Family
from plans.enums import Category, ItemKind
from plans.models import PlanItem
from rehearsal.past import as_if
from tests.conferences.test_late_dissent import closed, say_no
from tests.factories.bookings import make_absence
from tests.factories.conferences import make_case as make_asking_case
from tests.factories.conferences import make_submitted
from tests.factories.escalations import Challenge, make_challenge, make_complaint, make_concern
from tests.factories.escalations import make_form as make_resolution_form
from tests.factories.feedback import make_asked, make_comment
from tests.factories.people import (
    make_case_role,
    make_conflict,
    make_named_access,
    make_posting,
    make_staff,
)
from tests.factories.plans import days_ago, make_case, make_item
from timescales.domain import meet_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2027, 3, 1)


def lines(user: User) -> list[str]:
    return sorted(need.text for need in needs_of(User.objects.get(pk=user.pk)).needs)


def mail(user: User, on: dt.date = MONDAY) -> str:
    """What the email of that morning says, without its link."""
    found = Message.objects.filter(key=f"desk.morning:{on}:{user.pk}").first()
    return found.body.split("\n\n")[0] if found else ""


def all_late() -> None:
    Deadline.objects.open().update(due_on=days_ago(3))


def answer(case: Challenge) -> None:
    form = make_resolution_form(case)
    answer_form(form=form, answer="Visited on Friday.", by=case.manager)


def test_what_was_raised_waits_for_whoever_is_asked_by_name() -> None:
    with as_if(MONDAY):
        case = make_challenge()
        make_concern(case)
        answer(case)
        make_resolution_form(case)
        make_complaint(case)
        all_late()
        # The answered form has no day: it waits today.
        assert lines(case.chair) == [
            "A Resolution Form is past its limit: step it up, or record an answer",
            "Complaint: stage 1: with the chair",
            "Resolve a concern, or make it a Resolution Form",
            "Resolve an answered Resolution Form, or step it up",
        ]
        assert lines(case.manager) == ["Answer a Resolution Form"]
        assert (greet(), greet()) == (2, 0)
        assert mail(case.chair) == "Late: 3\nDue today: 1"
        assert mail(case.manager) == "Late: 1"
        sent = " ".join(Message.objects.filter(kind="desk.morning").values_list("body", flat=True))
        for word in (case.family.name, "Wren", "concern", "omplaint", "Resolution"):
            assert word not in sent


def test_a_form_past_its_limit_waits_for_whoever_raised_it_and_the_chair() -> None:
    with as_if(MONDAY):
        case = make_challenge()
        form = make_resolution_form(case, by=case.head)
        clock = Deadline.objects.get(about=current_stage(form).about)
        Deadline.objects.update(due_on=days_ago(0))
        asked = ["Answer a Resolution Form"]
        assert (lines(case.manager), lines(case.head), lines(case.chair)) == (asked, [], [])
        assert (greet(), mail(case.manager)) == (1, "Due today: 1")
    with as_if(MONDAY + dt.timedelta(days=1)):
        words = "A Resolution Form is past its limit: step it up, or record an answer"
        assert (lines(case.manager), lines(case.head)) == (asked, [words])
        (need,) = needs_of(User.objects.get(pk=case.chair.pk)).needs
        assert (need.text, need.due_on, need.fact) == (words, MONDAY, clock.about)
        assert need.url == reverse("escalations:form", args=[form.pk])
        assert (greet(), greet()) == (3, 0)
        assert [mail(user, days_ago(0)) for user in (case.manager, case.head, case.chair)] == [
            "Late: 1"
        ] * 3
        told = Message.objects.get(key=f"desk.morning:{days_ago(0)}:{case.chair.pk}")
        assert "Late: 1\n\nReminder of what is late: 1\n\n" in told.body
        # At the last stage there is nobody further up.
        stage = current_stage(form)
        FormStage.objects.filter(pk=stage.pk).update(number=LAST)
        type(form).objects.update(stage=LAST)
        Deadline.objects.update(about=current_stage(type(form).objects.get()).about)
        assert lines(case.head) == ["A Resolution Form is past its limit: record an answer"]
        answer_form(form=form, answer="Visited on Friday.", by=case.manager)
        assert lines(case.chair) == []
        assert lines(case.head) == ["Resolve an answered Resolution Form, or step it up"]


def test_a_disagreement_about_a_diversion_waits_for_the_head_it_was_referred_to() -> None:
    with as_if(MONDAY):
        case = make_asking_case()
        named, other = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.HEAD_OF_SERVICE)
        request = make_submitted(case)
        screening = screen_request(
            request=request, outcome=ScreeningOutcome.EARLY_HELP, reason="Help.", by=case.duty
        )
        answer_diversion(
            screening=screening, agreed=False, reason="Unsafe.", referred_to=named,
            by=case.team_manager,
        )  # fmt: skip
        others = Deadline.objects.open().exclude(rule="diversion_disagreement")
        others.update(withdrawn_at=timezone.now())
        words = "Settle a disagreement about a diversion"
        people = (named, other, case.team_manager, case.duty)
        (need,) = needs_of(User.objects.get(pk=named.pk)).needs
        due = Deadline.objects.open().get().due_on
        assert (need.text, need.due_on) == (words, due)
        assert need.url == reverse("conferences:screen", args=[request.pk])
        children = set(request.children_concerned())
        listed = Event.objects.filter(actor_id=named.pk, verb="conferences.start_page")
        assert children
        assert children in [set(each.child_ids) for each in listed]
        assert [lines(user) for user in people] == [[words], [], [], []]
    with as_if(due + dt.timedelta(days=1)):
        assert [lines(user) for user in people] == [[words], [], [], []]
        assert (greet(), greet()) == (1, 0)
        assert [mail(user, days_ago(0)) for user in people] == ["Late: 1", "", "", ""]
        (line,) = needs_of_area(case.family.area, reader=other)
        assert line.owner == "The head of service it went to"
        named.postings.update(to_on=days_ago(1))  # nobody is left to settle it: all are asked
        assert [lines(user) for user in people] == [[], [words], [], []]
        Message.objects.all().delete()
        assert (greet(), mail(other, days_ago(0))) == (1, "Late: 1")
        settle_diversion(screening=screening, divert=True, reason="Help is there.", by=other)
        assert [lines(user) for user in people] == [[], [], [], []]


def test_a_dissent_waits_for_senior_chairs_but_never_for_its_own() -> None:
    with as_if(MONDAY):
        meeting = closed(1)
        duty, head = make_staff(Role.DUTY_PRINCIPAL_OFFICER), make_staff(Role.HEAD_OF_SERVICE)
        make_posting(meeting.chair, Role.DUTY_PRINCIPAL_OFFICER)
        say_no(meeting, by=duty)
        others = Deadline.objects.open().exclude(rule="dissent_review")
        others.update(withdrawn_at=timezone.now())
        words = "Review a disagreement with a decision"
        soon = Deadline.objects.get(rule="dissent_review")
        assert [lines(user).count(words) for user in (duty, head, meeting.chair)] == [1, 1, 0]
        assert (greet(), Reminder.objects.count()) == (0, 0)  # five working days are left
    told = Message.objects.filter(kind="dissent_to_review").values_list("to_address", flat=True)
    assert set(told) == {duty.email, head.email}
    with as_if(soon.due_on - dt.timedelta(days=3)):  # the Friday, one working day before
        make_absence(duty.professional, days_ago(0))
        unnamed, family = make_staff(Role.HEAD_OF_SERVICE), meeting.conference.family
        Family.objects.filter(pk=family.pk).update(is_restricted=True)
        make_named_access(family, head)
        assert (greet(), greet()) == (1, 0)
        assert mail(head, days_ago(0)) == "Due soon: 1"
        assert mail(unnamed, days_ago(0)) == ""
        Family.objects.filter(pk=family.pk).update(is_restricted=False)
        unnamed.postings.update(to_on=days_ago(1))
        assert not Reminder.objects.untold().exists()
    with as_if(soon.due_on + dt.timedelta(days=1)):
        make_conflict(meeting.conference.family, head)
        assert greet() == 1
        assert mail(duty, days_ago(0)) == "Late: 1"
        area = meeting.conference.family.area  # no team holds the family
        (line,) = needs_of_area(area, reader=duty)
        assert line.owner == "A senior chair"


def test_a_correction_waits_for_a_head_who_did_not_propose_it_and_may_see_the_family() -> None:
    with as_if(MONDAY):
        meeting = closed(1)
        head, unnamed = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.HEAD_OF_SERVICE)
        make_posting(meeting.chair, Role.HEAD_OF_SERVICE)
        Deadline.objects.open().update(withdrawn_at=timezone.now())
        Family.objects.filter(pk=meeting.conference.family_id).update(is_restricted=True)
        for user in (head, meeting.chair):
            make_named_access(meeting.conference.family, user)
        correction = propose_correction(
            each=meeting.children[0], after={"category": Category.EMOTIONAL}, reason="Misheard.",
            by=meeting.chair,
        )  # fmt: skip
        words = "Agree to a correction of a decision, or decline it"
        people = (head, unnamed, meeting.chair)
        assert [lines(user).count(words) for user in people] == [1, 0, 0]
        assert (greet(), greet()) == (1, 0)
        assert [mail(user) for user in people] == ["Due today: 1", "", ""]
    with as_if(MONDAY + dt.timedelta(days=1)):
        answer_correction(correction=correction, agreed=False, by=head)
        assert (lines(head).count(words), greet()) == (0, 0)


def test_feedback_and_harm_told_of_in_it_wait_for_a_reader_and_for_duty() -> None:
    with as_if(MONDAY):
        asked = make_asked()
        reader, duty = make_staff(Role.PRINCIPAL_OFFICER), make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        head = make_staff(Role.HEAD_OF_SERVICE)
        row = Reader.objects.create(user=reader, from_on=days_ago(9))
        harm = make_comment("He hits her.", recipient=asked.mother)
        make_comment("Too long.", recipient=asked.girl)
        send_to_duty(comment=harm, by=reader)
        all_late()
        assert lines(reader) == ["1 comment to read"]
        assert lines(duty) == ["1 comment that may tell of harm"]
        assert [task.danger for task in feedback_tasks(duty)] == [True]
        for user, started in ((reader, "words came in"), (duty, "sent to the duty officer")):
            [need] = needs_of(user).needs
            assert need.why.startswith(f"1 working day after: {started}, 1 March 2027. Source: No")
        assert greet() == 2
        assert (mail(reader), mail(duty), mail(head)) == ("Late: 1", "Late: 1", "")
        row.delete()
    with as_if(MONDAY + dt.timedelta(days=1)):
        greet()
        assert mail(head, days_ago(0)) == "Late: 1"  # nobody is named: a head of service


def test_an_action_is_told_of_from_the_first_of_the_days_before_it() -> None:
    """Two working days before the Thursday, unless the schedule says otherwise."""
    shown, thursday = [], MONDAY + dt.timedelta(days=3)
    with as_if(MONDAY):
        case = make_case("Ada Testwood", clocks=False)
        PlanItem.objects.filter(pk=case.action.pk).update(due_on=thursday)
    for number in range(5):
        with as_if(MONDAY + dt.timedelta(days=number)):
            greet()
            shown.append((lines(case.worker), mail(case.worker, days_ago(0))))
    due, overdue = ["Action due: Ngozi Testwood"], ["Action overdue: Ngozi Testwood"]
    assert shown == [
        ([], ""),
        (due, "Due soon: 1"),
        (due, "Due soon: 1"),
        (due, "Due today: 1"),
        (overdue, "Late: 1"),
    ]
    with as_if(MONDAY):
        head = make_staff(Role.HEAD_OF_SERVICE)
        set_schedule(before=[3], after=[], effective_from=MONDAY, reason="Sooner", by=head)
        assert lines(case.worker) == due


def test_actions_and_long_and_repeat_plans_wait_for_those_on_the_case() -> None:
    with as_if(MONDAY):
        case = make_case("Ada Testwood", started_on=days_ago(30))
        make_case_role(case.family, case.manager, kind=CaseRoleKind.TEAM_MANAGER)
        for rule in ("long_plan_second", "repeat_plan_review"):
            clock = Deadline.objects.get(rule="long_plan_first")
            Deadline.objects.filter(pk=clock.pk).update(due_on=days_ago(1))
            clock.pk, clock.rule, clock.due_on = None, rule, days_ago(1)
            clock._state.adding = True
            clock.save()
        first = Deadline.objects.get(rule="long_plan_first")
        meet_deadline(deadline=first, met_on=days_ago(0), by=case.chair)
        others = Deadline.objects.open().exclude(owner_role=CaseRoleKind.CHAIR)
        others.update(withdrawn_at=timezone.now())
        visitor = make_staff(Role.SOCIAL_WORKER, name="Family Supporter")
        overdue = "Action overdue: Ngozi Testwood"
        assert lines(case.worker) == lines(case.manager) == [overdue]
        assert lines(case.chair) == [
            overdue,
            "Repeat plan looked at by a peer",
            "Second review of a long plan",
        ]
        assert (lines(visitor), greet()) == ([], 3)
        assert (mail(case.worker), mail(case.manager)) == ("Late: 1", "Late: 1")
        assert mail(case.chair) == "Late: 2"  # not for the action: it has owners of its own
        # What they accept for now is not counted, until one more is late.
        (need,) = needs_of(User.objects.get(pk=case.worker.pk)).needs
        accept_need(occasion=need.occasion, reason="Booked.", until_on=days_ago(-9), by=case.worker)
        Message.objects.all().delete()
        assert (lines(case.worker), greet(), mail(case.worker)) == ([], 2, "")
        record = case.action.passage.record
        make_item(record, kind=ItemKind.ACTION, owner=case.mother, due_on=days_ago(1))
        assert (greet(), mail(case.worker)) == (1, "Late: 1")
        # Whoever takes an action on hears of it, though the family is not theirs.
        make_case_role(case.family, visitor, kind=CaseRoleKind.BUSINESS_SUPPORT)
        PlanItem.objects.filter(pk=case.action.pk).update(owner=visitor.professional.person)
        assert lines(visitor) == ["Action overdue: Family Supporter"]
        assert (greet(), mail(visitor)) == (1, "Late: 1")
    assert not Absence.objects.exists()
