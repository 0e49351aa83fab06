"""A Resolution Form from raised to resolved: each stage, its clock, its answer, its way up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from escalations.domain.answering import answer_form, record_answer
from escalations.domain.clocks import clock_of
from escalations.domain.danger import Told
from escalations.domain.form_steps import current_stage
from escalations.domain.raising_form import promote_concern
from escalations.domain.recipients import managers_for, partners_for, why_unreached
from escalations.domain.settling import add_note, resolve_form, tell_of_danger, withdraw_form
from escalations.domain.stepping_up import send_again, step_up
from escalations.domain.upkeep import tell_of_passed_limits
from escalations.domain.who import Who
from escalations.enums import ConcernState, FormState, Route, StepKind
from escalations.forms.resolution_form import StepUpForm
from escalations.models import DangerCall, FormStage, ResolutionForm
from notifications.domain import deliver_waiting
from notifications.models import Message
from people.enums import AgencyKind, CaseRoleKind, Role
from people.models import Professional
from tests.factories.escalations import (
    Challenge,
    asked_of,
    make_challenge,
    make_concern,
    make_form,
    make_partner,
)
from tests.factories.people import (
    confirm,
    make_agency,
    make_case_role,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
    social_care,
)
from timescales.domain import current_clock, today_in_london
from timescales.due import Dates
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def director() -> Professional:
    made = make_professional(agency=social_care(), job_title="Director")
    confirm(made.person, at_work=True)
    return made


def answered(case: Challenge) -> ResolutionForm:
    form = make_form(case)
    return answer_form(form=form, answer="A visit is booked for tomorrow.", by=case.manager)


class TestRaising:
    def test_it_goes_to_its_first_stage_whose_clock_starts_today(self) -> None:
        case = make_challenge()
        form = make_form(case)
        stage = current_stage(form)
        assert (form.state, form.stage, form.route) == (FormState.WAITING, 1, Route.SERVICE)
        assert stage.recipient == case.manager.professional
        clock = clock_of(stage)
        assert clock is not None
        due = current_clock().due("resolution_stage_1", Dates(start=today_in_london())).due_on
        assert (clock.rule, clock.due_on) == ("resolution_stage_1", due)
        assert form.steps.get().kind == StepKind.RAISED

    def test_the_person_asked_is_told_nothing_but_that_it_waits(self) -> None:
        case = make_challenge()
        form = make_form(case)
        message = Message.objects.get()
        assert message.to_address == case.manager.email
        assert f"/escalations/forms/{form.pk}/" in message.body
        for secret in (case.family.name, "Wren", form.impact, form.asked):
            assert secret not in message.subject + message.body

    def test_sent_twice_it_is_one_form(self) -> None:
        case = make_challenge()
        origin = case.origin()
        assert make_form(case, origin=origin) == make_form(case, origin=origin)
        assert FormStage.objects.count() == 1

    def test_sent_again_after_going_back_it_is_one_form_until_it_is_answered(self) -> None:
        """The page is drawn anew, with a key of its own."""
        case = make_challenge()

        def send(**fields: Any) -> ResolutionForm:
            origin = dataclasses.replace(case.origin(), raised_from="midpoint:7")
            return make_form(case, origin=origin, **fields)

        first = send()
        assert send() == first
        other = send(what=asked_of(case.manager.professional, asked="Something else."))
        assert other != first
        answer_form(form=first, answer="A visit is booked.", by=case.manager)
        assert send() not in (first, other)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"reasons": []}, "reasons"),
            ({"reasons": ["made_up"]}, "reasons"),
            ({"impact": " "}, "impact"),
            ({"asked": ""}, "asked"),
            ({"stage": 3}, "skipped_because"),
            ({"stage": 9}, "stage"),
        ],
    )
    def test_what_is_missing_is_named(self, fields: dict[str, Any], field: str) -> None:
        case = make_challenge()
        with pytest.raises(DomainError) as refused:
            make_form(case, what=asked_of(case.manager.professional, **fields))
        assert refused.value.field == field
        assert not ResolutionForm.objects.exists()

    def test_a_serious_one_may_start_higher_with_a_reason(self) -> None:
        case = make_challenge()
        what = asked_of(
            case.head.professional, stage=3, skipped_because="Two visits missed already."
        )
        form = make_form(case, what=what)
        stage = current_stage(form)
        assert (form.stage, stage.skipped_because) == (3, "Two visits missed already.")
        clock = clock_of(stage)
        assert clock is not None
        assert clock.rule == "resolution_stage_3"

    def test_who_cannot_be_asked(self) -> None:
        case = make_challenge()
        elsewhere = make_staff(Role.TEAM_MANAGER).professional
        unreachable = make_professional(person=make_person(email="own@family.example"))
        aunt = make_partner()
        make_relationship(case.child, aunt.person, kind="aunt_or_uncle")
        for recipient, words in (
            (case.chair.professional, "ask yourself"),
            (elsewhere, "may not open this family"),
            (unreachable, "No work email"),
            (aunt, "belongs to this family"),
        ):
            with pytest.raises(DomainError, match=words):
                make_form(case, what=asked_of(recipient))
        with pytest.raises(DomainError, match="chairs this family"):
            make_form(case, by=case.head, what=asked_of(case.chair.professional))

    def test_where_the_address_is_still_to_be_confirmed_it_is_kept_and_its_link_waits(self) -> None:
        case, typed = make_challenge(), make_professional()
        form = make_form(case, what=asked_of(typed), danger=Told("Emergency duty", timezone.now()))
        assert clock_of(current_stage(form)) is not None
        assert DangerCall.objects.get().form == form
        assert "has not been confirmed" in why_unreached(form)
        deliver_waiting()
        assert Message.objects.get(kind="answer_pass").state == "held"
        confirm(typed.person, at_work=True)
        assert why_unreached(form) == ""
        send_again(form=form, by=case.chair)
        deliver_waiting()
        assert Message.objects.filter(kind="answer_pass", state="sent").count() == 1

    def test_only_who_is_independent_of_the_case_raises_one(self) -> None:
        case = make_challenge()
        with pytest.raises(NotAllowed):
            make_form(case, by=case.worker)


class TestPromoting:
    def test_everything_is_carried_over(self) -> None:
        case = make_challenge()
        at = timezone.now() - dt.timedelta(minutes=9)
        concern = make_concern(
            case,
            origin=case.origin(raised_from="conference:7"),
            danger=Told("Emergency duty", at),
        )
        what = asked_of(case.manager.professional, reasons=[concern.reason], impact=concern.impact)
        form = promote_concern(concern=concern, what=what, by=case.chair)
        concern.refresh_from_db()
        assert concern.state == ConcernState.PROMOTED
        assert (form.concern, form.raised_from) == (concern, "conference:7")
        assert (form.reasons, form.impact) == ([concern.reason], concern.impact)
        assert (form.agency, form.professional) == (concern.agency, concern.professional)
        assert (form.area, form.team) == (concern.area, concern.team)
        assert form.children_concerned() == concern.children_concerned()
        assert DangerCall.objects.get().form == form
        clock = clock_of(concern)
        assert clock is not None
        assert clock.met_on == today_in_london()

    def test_a_concern_is_promoted_once(self) -> None:
        case = make_challenge()
        concern = make_concern(case)
        what = asked_of(case.manager.professional)
        promote_concern(concern=concern, what=what, by=case.chair)
        with pytest.raises(WrongState):
            promote_concern(concern=concern, what=what, by=case.chair)
        assert ResolutionForm.objects.count() == 1

    def test_a_concern_that_cannot_be_sent_stays_open(self) -> None:
        case = make_challenge()
        concern = make_concern(case)
        with pytest.raises(DomainError):
            promote_concern(
                concern=concern, what=asked_of(case.manager.professional, asked=""), by=case.chair
            )
        concern.refresh_from_db()
        assert concern.state == ConcernState.OPEN


class TestAnswering:
    def test_the_person_asked_answers_and_the_clock_is_met(self) -> None:
        case = make_challenge()
        form = answered(case)
        stage = current_stage(form)
        assert form.state == FormState.ANSWERED
        assert (stage.answer_way, stage.answered_by_name) == ("signed_in", str(case.manager))
        clock = clock_of(stage)
        assert clock is not None
        assert clock.met_on == today_in_london()
        told = Message.objects.get(kind="form_answered")
        assert told.to_address == case.chair.email

    def test_nobody_else_answers_with_their_sign_in(self) -> None:
        case = make_challenge()
        form = make_form(case)
        for other in (case.worker, case.chair, case.head):
            with pytest.raises(NotAllowed):
                answer_form(form=form, answer="I think not.", by=other)

    def test_an_answer_given_another_way_is_recorded_by_who_raised_it(self) -> None:
        case = make_challenge()
        form = record_answer(
            form=make_form(case), answer="By telephone: a visit tomorrow.", by=case.chair
        )
        stage = current_stage(form)
        assert stage.answer_way == "recorded"
        assert stage.answered_by_name == case.manager.professional.person.name
        with pytest.raises(NotAllowed):
            record_answer(form=make_form(case), answer="Something.", by=case.worker)

    def test_an_empty_answer_and_a_second_one_are_refused(self) -> None:
        case = make_challenge()
        with pytest.raises(DomainError, match="Write your answer"):
            answer_form(form=make_form(case), answer="  ", by=case.manager)
        form = answered(case)
        with pytest.raises(WrongState):
            answer_form(form=form, answer="More.", by=case.manager)


class TestSteppingUp:
    def test_an_unanswered_stage_is_left_and_stays_on_record_as_unmet(self) -> None:
        case = make_challenge()
        form, above = make_form(case), director()
        stepped = step_up(form=form, why="No answer in time.", recipient=above, by=case.chair)
        assert (stepped.stage, stepped.state) == (2, FormState.WAITING)
        left, now = FormStage.objects.filter(form=form)
        old, new = clock_of(left), clock_of(now)
        assert old is not None
        assert new is not None
        assert (old.met_on, old.withdrawn_reason) == (None, "Stepped up to stage 2")
        assert new.rule == "resolution_stage_2"
        assert new.is_open
        assert [step.kind for step in form.steps.all()] == [StepKind.RAISED, StepKind.STEPPED_UP]
        with pytest.raises(NotAllowed):  # no longer theirs to answer
            answer_form(form=form, answer="Late.", by=case.manager)

    def test_an_answered_one_goes_up_and_a_stage_is_skipped_only_with_a_reason(self) -> None:
        case = make_challenge()
        form, above = answered(case), director()
        with pytest.raises(DomainError, match="skipped"):
            step_up(form=form, why="Not enough.", recipient=above, to_stage=4, by=case.chair)
        stepped = step_up(
            form=form,
            why="Not enough.",
            recipient=above,
            to_stage=4,
            skipped_because="The head of service is away.",
            by=case.chair,
        )
        assert stepped.stage == 4
        assert "The head of service is away." in form.steps.last().words
        with pytest.raises(WrongState, match="last stage"):
            step_up(form=form, why="Still.", recipient=above, by=case.chair)

    def test_it_stays_on_its_line_and_needs_a_reason(self) -> None:
        case = make_challenge()
        form = make_form(case)
        with pytest.raises(DomainError, match="same agency’s line"):
            step_up(form=form, why="No answer.", recipient=make_partner(), by=case.chair)
        with pytest.raises(DomainError, match="Say why"):
            step_up(form=form, why=" ", recipient=director(), by=case.chair)
        with pytest.raises(DomainError, match="from 2 to 4"):
            step_up(form=form, why="Again.", recipient=director(), to_stage=1, by=case.chair)

    def test_the_team_manager_does_not_step_up_their_own_question(self) -> None:
        case = make_challenge()
        with pytest.raises(NotAllowed):
            step_up(form=make_form(case), why="x", recipient=director(), by=case.manager)


class TestSettling:
    def test_nothing_is_resolved_before_somebody_answers(self) -> None:
        case = make_challenge()
        form = make_form(case)
        with pytest.raises(WrongState, match="Nobody has answered"):
            resolve_form(form=form, outcome="All is well.", by=case.chair)
        form.refresh_from_db()
        assert form.state == FormState.WAITING

    def test_it_is_resolved_at_its_stage_and_those_asked_are_told(self) -> None:
        case = make_challenge()
        form = resolve_form(form=answered(case), outcome="Wren was seen.", by=case.chair)
        assert (form.state, form.stage, form.settled_by) == (FormState.RESOLVED, 1, case.chair)
        assert Message.objects.get(kind="form_settled").to_address == case.manager.email
        for step in (
            lambda: resolve_form(form=form, outcome="Again.", by=case.chair),
            lambda: withdraw_form(form=form, why="Again.", by=case.chair),
            lambda: step_up(form=form, why="Again.", recipient=director(), by=case.chair),
            lambda: send_again(form=form, by=case.chair),
        ):
            with pytest.raises(WrongState):
                step()

    def test_it_is_withdrawn_with_a_reason_and_its_clock_stops(self) -> None:
        case = make_challenge()
        form = make_form(case)
        with pytest.raises(DomainError, match="Say why"):
            withdraw_form(form=form, why="", by=case.chair)
        withdraw_form(form=form, why="Raised about the wrong family.", by=case.head)
        clock = clock_of(current_stage(form))
        assert clock is not None
        assert clock.withdrawn_reason == "The form was withdrawn"

    def test_words_stand_beside_it_and_danger_is_no_stage(self) -> None:
        case = make_challenge()
        form = make_form(case)
        add_note(form=form, words="Rang the team.", by=case.chair)
        told = Told("Emergency duty", timezone.now() - dt.timedelta(minutes=1))
        tell_of_danger(form=form, told=told, by=case.chair)
        kinds = [step.kind for step in form.steps.all()]
        assert kinds == [StepKind.RAISED, StepKind.NOTE, StepKind.DANGER]
        form.refresh_from_db()
        assert (form.state, form.stage) == (FormState.WAITING, 1)
        assert DangerCall.objects.get().form == form

    def test_every_step_is_audited_with_its_children(self) -> None:
        case = make_challenge()
        resolve_form(form=answered(case), outcome="Seen.", by=case.chair)
        events = Event.objects.filter(verb__startswith="escalations.form_")
        assert [event.verb for event in events.order_by("id")] == [
            "escalations.form_raised",
            "escalations.form_answered",
            "escalations.form_resolved",
        ]
        assert all(event.child_ids == [case.child.pk] for event in events)


class TestPastItsLimit:
    def test_those_concerned_are_told_once(self) -> None:
        case = make_challenge()
        form = make_form(case)
        assert tell_of_passed_limits() == 0
        yesterday = today_in_london() - dt.timedelta(days=1)
        Deadline.objects.filter(about=current_stage(form).about).update(due_on=yesterday)
        for _ in range(2):
            tell_of_passed_limits()
        told = Message.objects.filter(kind="form_past_its_limit")
        assert {message.to_address for message in told} == {case.manager.email, case.chair.email}

    def test_a_chair_who_took_the_case_over_settles_it(self) -> None:
        case = make_challenge()
        form = answered(case)
        case.family.case_roles.filter(kind=CaseRoleKind.CHAIR).update(
            to_on=today_in_london() - dt.timedelta(days=1)
        )
        new = make_staff(Role.PRINCIPAL_OFFICER)
        make_case_role(case.family, new, kind=CaseRoleKind.CHAIR, from_on=today_in_london())
        assert resolve_form(form=form, outcome="Seen.", by=new).settled_by == new


def test_a_partner_is_asked_on_the_partners_line() -> None:
    case = make_challenge()
    partner = make_partner(AgencyKind.SUBSTANCE_MISUSE)
    form = make_form(case, origin=case.origin(who=Who.at(partner)), what=asked_of(partner))
    assert form.route == Route.PARTNER


def test_a_partners_form_stays_with_its_agency_until_the_partnership() -> None:
    case = make_challenge()
    nurse = make_partner()
    lead = make_professional(agency=nurse.agency)
    school, member = make_partner(AgencyKind.SCHOOL), make_partner(AgencyKind.PARTNERSHIP)
    above = make_professional(agency=member.agency)
    for one in (lead, above):
        confirm(one.person, at_work=True)
    make_professional(agency=nurse.agency, left_on=today_in_london() - dt.timedelta(days=1))
    form = make_form(case, origin=case.origin(who=Who.at(nurse)), what=asked_of(nurse))
    assert set(StepUpForm(form=form).recipients) == {
        str(one.pk) for one in (nurse, lead, member, above)
    }
    with pytest.raises(DomainError, match="from stage 3 on"):
        step_up(form=form, why="No answer.", recipient=member, by=case.chair)
    for recipient in (lead, member, above):
        with pytest.raises(DomainError, match="same agency’s line"):
            step_up(form=form, why="No answer.", recipient=school, by=case.chair)
        form = step_up(form=form, why="No answer.", recipient=recipient, by=case.chair)
    assert [stage.recipient for stage in form.stages.all()] == [nurse, lead, member, above]


def test_of_our_own_only_who_signs_in_is_asked_for_nobody_confirms_where_the_others_are() -> None:
    case = make_challenge()
    director = make_professional(agency=make_agency(kind=AgencyKind.SOCIAL_CARE))
    make_professional(agency=social_care(), job_title="Social worker")  # as imported
    assert managers_for(case.family)[2:] == [director]


def test_nobody_who_has_left_is_asked() -> None:
    case, gone = make_challenge(), today_in_london() - dt.timedelta(days=1)
    make_professional(agency=make_partner(AgencyKind.PARTNERSHIP).agency, left_on=gone)
    neighbours = make_agency(kind=AgencyKind.SOCIAL_CARE)
    make_professional(agency=neighbours, job_title="Director", left_on=gone)
    assert [one.left_on for one in managers_for(case.family)] == [None, None]
    [member] = partners_for(case.family)
    assert member.left_on is None
    member.agency.in_use = False
    member.agency.save()
    assert partners_for(case.family) == []


def test_the_partnership_may_be_asked_at_once_but_at_its_own_stages_only() -> None:
    case, member = make_challenge(), make_partner(AgencyKind.PARTNERSHIP)
    assert partners_for(case.family) == [member]
    with pytest.raises(DomainError, match="from stage 3 on"):
        make_form(case, what=asked_of(member, stage=2, skipped_because="Serious."))
    form = make_form(case, what=asked_of(member, stage=3, skipped_because="Serious."))
    assert (form.route, form.stage) == (Route.PARTNER, 3)
