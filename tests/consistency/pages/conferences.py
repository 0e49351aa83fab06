"""Pages about conferences. What a step asks beside who it is (a state, a reason) is in its own
tests in `tests/conferences`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bookings.enums import MoveReason
from conferences.enums import (
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    ExclusionGround,
    InvitationKind,
    RequestState,
    ScreeningOutcome,
)
from conferences.models import (
    CaseloadHandOver,
    Conference,
    ConferenceChild,
    ConferenceRequest,
    DateChange,
    Decision,
    DecisionCorrection,
    Exclusion,
    Invitation,
    LateDissent,
    Part,
    Participant,
    RefusedSlot,
    Screening,
    StrategyDiscussion,
    Transfer,
)
from disclosure.models import Passage
from notifications.enums import Channel
from notifications.models import PrintedLetter, PrintRun
from people.enums import Role, SafeContact
from plans.models import Plan
from tests.consistency.page_matrix import (
    CASE_WORKERS,
    CHAIR,
    EVERYBODY,
    Case,
    Kwargs,
    Page,
    Who,
    about_family,
    for_roles,
    form_about_family,
    form_for_roles,
)
from tests.factories.bookings import make_session
from tests.factories.disclosure import make_passage, make_record
from tests.factories.messages import make_message
from tests.factories.people import make_person, make_professional, make_user
from tests.factories.plans import make_plan

REQUESTERS = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DUTY_PRINCIPAL_OFFICER}
# An early review is also for the chair, or a head of service, to ask for.
REVIEW_REQUESTERS = REQUESTERS | {Role.PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}
SCREENERS = {Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}
BOOKERS = SCREENERS | {Role.BUSINESS_SUPPORT}
POSTERS = {Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.PRINCIPAL_OFFICER}
EDITORS = CASE_WORKERS | {Role.DATA_OFFICER}
INVITERS = BOOKERS | {CHAIR}
CHAIRS = {CHAIR, Role.DUTY_PRINCIPAL_OFFICER}  # who stands in for the chair
DATE_DECIDERS = CHAIRS | {Role.HEAD_OF_SERVICE}
WORKERS = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER}
RECORDERS = CHAIRS | {Role.BUSINESS_SUPPORT}  # who takes the minutes


def a_conference(case: Case) -> Conference:
    def make(case: Case) -> Conference:
        mine = case.role == Role.PRINCIPAL_OFFICER and case.relation == "caseload"
        conference = Conference.objects.create(
            family=case.family,
            kind=ConferenceKind.INITIAL,
            state=ConferenceState.BOOKED,
            record=make_record(case.family),
            chair=case.user.professional if mine else make_professional(),
        )
        ConferenceChild.objects.create(conference=conference, child=case.child)
        return conference

    return case.keep("conference", make)


def a_request(case: Case) -> ConferenceRequest:
    def make(case: Case) -> ConferenceRequest:
        return ConferenceRequest.objects.create(
            family=case.family,
            kind=ConferenceKind.INITIAL,
            state=RequestState.SUBMITTED,
            requested_by=make_user(),
        )

    return case.keep("request", make)


def a_date_change(case: Case) -> DateChange:
    def make(case: Case) -> DateChange:
        today = timezone.localdate()
        return DateChange.objects.create(
            conference=a_conference(case),
            wanted_on=today,
            reason=MoveReason.FAMILY_ASKED,
            core_group_asked_on=today,
            core_group_said="For a test",
            asked_by=make_user(),
        )

    return case.keep("date change", make)


def a_refused_slot(case: Case) -> RefusedSlot:
    def make(case: Case) -> RefusedSlot:
        return RefusedSlot.objects.create(
            conference=a_conference(case),
            day=timezone.localdate(),
            session=make_session(),
            refused_by="A parent",
            reason="For a test",
            by=make_user(),
        )

    return case.keep("refused slot", make)


def a_dissent(case: Case) -> LateDissent:
    def make(case: Case) -> LateDissent:
        return LateDissent.objects.create(
            child=_decided(case),
            participant=a_participant(case),
            reason="For a test",
            raised_at=timezone.now(),
            recorded_by=make_user(),
        )

    return case.keep("dissent", make)


def a_hand_over(case: Case) -> CaseloadHandOver:
    def make(case: Case) -> CaseloadHandOver:
        return CaseloadHandOver.objects.create(
            leaving=make_professional(),
            from_on=timezone.localdate(),
            reason="For a test",
            by=make_user(),
        )

    return case.keep("hand-over", make)


def a_discussion(case: Case) -> StrategyDiscussion:
    def make(case: Case) -> StrategyDiscussion:
        return StrategyDiscussion.objects.create(
            family=case.family, held_on=timezone.localdate(), recorded_by=make_user()
        )

    return case.keep("discussion", make)


def a_plan_elsewhere(case: Case) -> Plan:
    def make(case: Case) -> Plan:
        return make_plan(case.child, is_temporary=True, authority="Fictional Moorshire")

    return case.keep("plan elsewhere", make)


def a_draft(case: Case) -> ConferenceRequest:
    def make(case: Case) -> ConferenceRequest:
        return ConferenceRequest.objects.create(
            family=case.family, kind=ConferenceKind.INITIAL, requested_by=make_user()
        )

    return case.keep("draft", make)


def a_transfer(case: Case) -> Transfer:
    def make(case: Case) -> Transfer:
        return Transfer.objects.create(request=a_draft(case), authority="Northmere")

    return case.keep("transfer", make)


def a_participant(case: Case) -> Participant:
    def make(case: Case) -> Participant:
        return Participant.objects.create(
            conference=a_conference(case), person=make_person(), capacity=Capacity.FAMILY
        )

    return case.keep("participant", make)


def a_part(case: Case) -> Part:
    def make(case: Case) -> Part:
        return Part.objects.create(conference=a_conference(case), name="Professionals only")

    return case.keep("part", make)


def an_invitation(case: Case) -> Invitation:
    def make(case: Case) -> Invitation:
        now = timezone.now()
        return Invitation.objects.create(
            participant=a_participant(case),
            kind=InvitationKind.INVITE,
            way=SafeContact.BY_HAND,
            starts_at=now,
            ends_at=now,
            by=make_user(),
        )

    return case.keep("invitation", make)


def an_exclusion(case: Case) -> Exclusion:
    def make(case: Case) -> Exclusion:
        return Exclusion.objects.create(
            conference=a_conference(case),
            person=make_person(),
            ground=ExclusionGround.values[0],
            rationale="For a test",
            asked_for_by="A test",
            decided_by=make_user(),
            views_heard_by="By letter",
        )

    return case.keep("exclusion", make)


def a_screening(case: Case) -> Screening:
    def make(case: Case) -> Screening:
        return Screening.objects.create(
            family=case.family,
            outcome=ScreeningOutcome.MORE_WORK,
            reason="For a test",
            by=make_user(),
        )

    return case.keep("screening", make)


def a_correction(case: Case) -> DecisionCorrection:
    def make(case: Case) -> DecisionCorrection:
        return DecisionCorrection.objects.create(
            child=_decided(case), before={}, after={}, reason="For a test", proposed_by=make_user()
        )

    return case.keep("correction", make)


def _decided(case: Case) -> ConferenceChild:
    child = a_conference(case).children.get()
    Decision.objects.get_or_create(
        child=child,
        defaults={
            "threshold_met": False,
            "threshold_reason": "For a test",
            "outcome": ChildOutcome.values[-1],
            "decided_by": make_user(),
        },
    )
    return child


def of_passage(case: Case) -> dict[str, Any]:
    def make(case: Case) -> Passage:
        return make_passage(a_conference(case).record)

    return {"uuid": case.keep("words said", make).uuid}


def of_conference(case: Case) -> dict[str, Any]:
    return {"pk": a_conference(case).pk}


def of_meeting(case: Case) -> dict[str, Any]:
    return {"conference_id": a_conference(case).pk}


def of_print_run(case: Case) -> dict[str, Any]:
    def make(case: Case) -> PrintRun:
        letter = make_message(
            channel=Channel.LETTER,
            about=a_conference(case).about,
            check_name="held: nothing of it was drawn",
            attachments=[{"name": "letter.pdf", "reference": "invitation:1"}],
        )
        run = PrintRun.objects.create(place="Hub", printed_by=make_user())
        PrintedLetter.objects.create(run=run, message=letter, copy_number=1, sha256="0" * 64)
        return run

    return {"pk": case.keep("print run", make).pk}


def of_request(case: Case) -> dict[str, Any]:
    return {"pk": a_request(case).pk}


def of_family(case: Case) -> dict[str, Any]:
    return {"family_pk": case.family.pk}


def of_exclusion(case: Case) -> dict[str, Any]:
    return {"pk": an_exclusion(case).pk}


def of_invitation(case: Case) -> dict[str, Any]:
    return {"pk": an_invitation(case).pk}


def of_correction(case: Case) -> dict[str, Any]:
    return {"correction_id": a_correction(case).pk}


def of_participant(case: Case) -> dict[str, Any]:
    return {"pk": a_conference(case).pk, "participant_pk": a_participant(case).pk}


def of_part(case: Case) -> dict[str, Any]:
    return {**of_conference(case), "part_pk": a_part(case).pk}


def to_read(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return about_family(f"conferences:{name}", who, kwargs, **fields)


def to_send(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return about_family(f"conferences:{name}", who, kwargs, method="post", **fields)


def form(name: str, who: Who, kwargs: Kwargs, **fields: Any) -> Page:
    return form_about_family(f"conferences:{name}", who, kwargs, **fields)


NOT_SENT_TWICE = {"ok": (302,)}  # back to what stands, in the state that the case is in here
PAGES: list[Page] = [
    for_roles("conferences:my_requests", EVERYBODY, needs_posting=False),
    form_for_roles("conferences:new_request", REQUESTERS),
    for_roles("conferences:duty_queue", SCREENERS),
    for_roles("conferences:screening_counts", SCREENERS),
    form_for_roles("conferences:consult", SCREENERS),
    for_roles("conferences:to_book", BOOKERS),
    for_roles("conferences:red_list", BOOKERS),
    form_for_roles("conferences:caseloads", SCREENERS),
    form_for_roles(
        "conferences:hand_over_caseload",
        SCREENERS,
        kwargs=lambda case: {"pk": case.keep("leaving", lambda case: make_professional()).pk},
    ),
    form_for_roles(
        "conferences:handed_over",
        SCREENERS,
        kwargs=lambda case: {"pk": a_hand_over(case).pk},
    ),
    form_for_roles("conferences:local_practice", {Role.HEAD_OF_SERVICE}),
    for_roles("conferences:today", EVERYBODY, needs_posting=False),
    for_roles(
        "conferences:bundles",
        EVERYBODY,
        needs_posting=False,
        kwargs=lambda case: {"year": 2025, "month": 1, "day": 6},
    ),
    to_send("start_request", REQUESTERS, of_family),
    to_read("request", EVERYBODY, of_request),
    form("request_step", REQUESTERS, lambda case: {"pk": a_draft(case).pk, "name": "children"}),
    form("request_check", REQUESTERS, lambda case: {"pk": a_draft(case).pk}),
    to_send("agree_request", {Role.TEAM_MANAGER}, of_request),
    to_send("discard_request", REQUESTERS, of_request),
    to_send("ask_again", REQUESTERS, of_request),
    form("answer_diversion", {Role.TEAM_MANAGER}, of_request, **NOT_SENT_TWICE),
    form("their_plans", EVERYBODY, of_family, posts=EDITORS, posts_by_glass=False),
    form_about_family(
        "conferences:advocacy",
        EVERYBODY,
        lambda case: {"child_pk": case.child.pk},
        posts=EDITORS,
        posts_by_glass=False,
    ),
    form("birth", EDITORS, lambda case: {"pk": case.unborn.pk}, by_glass=False),
    form("end_their_plan", EDITORS, lambda case: {"pk": a_plan_elsewhere(case).pk}, by_glass=False),
    form("correct_discussion", REQUESTERS, lambda case: {"pk": a_discussion(case).pk}),
    form("correct_transfer", REQUESTERS, lambda case: {"pk": a_transfer(case).pk}),
    form("screen", SCREENERS, of_request),
    to_send("pencil_request", SCREENERS, of_request),
    form("follow_up", SCREENERS, lambda case: {"pk": a_screening(case).pk}),
    to_read("why", EVERYBODY, of_conference),
    to_read("why_requested", EVERYBODY, of_request),
    to_read("book", BOOKERS, of_conference),
    form("choose_slot", BOOKERS, of_conference, **NOT_SENT_TWICE),
    form("refuse_slot", BOOKERS, of_conference, **NOT_SENT_TWICE),
    to_send("offer_slot_again", BOOKERS, lambda case: {"pk": a_refused_slot(case).pk}),
    form("another_day", EDITORS, of_conference, by_glass=False),
    form(
        "answer_another_day",
        EVERYBODY,
        lambda case: {"pk": a_date_change(case).pk},
        posts=DATE_DECIDERS,
    ),
    to_send("confirm_slot", BOOKERS, of_conference),
    to_send("rub_out_pencil", BOOKERS, of_conference),
    form("vacate", BOOKERS, of_conference),
    form("cancel", SCREENERS, of_conference),
    to_read("conference", EVERYBODY, of_conference),
    to_read("participants", EVERYBODY, of_conference),
    form("add_participant", INVITERS, of_conference),
    form("add_child", SCREENERS, of_conference),
    form("share_report", WORKERS, of_conference, by_glass=False),
    to_send("invite", INVITERS, of_conference),
    form("add_part", INVITERS, of_conference),
    form("part", INVITERS, of_part),
    to_send("remove_part", INVITERS, of_part),
    form("participant", INVITERS, of_participant),
    to_send("remove_participant", INVITERS, of_participant),
    form("exclude", CHAIRS, of_conference),
    form("not_excluded", CHAIRS, of_conference),
    form("exclusion", EVERYBODY, of_exclusion, posts=INVITERS),
    form("exclusion_letter", INVITERS, of_exclusion),
    form("end_exclusion", CHAIRS, of_exclusion),
    to_send("letter", POSTERS, of_invitation),
    for_roles("conferences:letters", POSTERS, reads=True),
    for_roles("conferences:print_letters", POSTERS, method="post"),
    to_read("print_run", POSTERS, of_print_run),
    to_read("print_run_pdf", POSTERS, of_print_run, ok=(409,)),  # none of it may leave
    to_send("post_letters", POSTERS, of_print_run),
    to_send("print_again", POSTERS, of_print_run),
    form("told", INVITERS, of_invitation),
    to_read("live", RECORDERS, of_conference),
    to_send("live_start", CHAIRS, of_conference, ok=(200, 302)),  # who stands in is asked
    form("live_from_paper", RECORDERS, of_conference),
    form("take_chair", CHAIRS, of_conference),
    to_read("last_time", RECORDERS, of_conference),
    to_send("carry_on", RECORDERS, of_conference, reads=False),
    to_read("board", RECORDERS, of_conference),
    to_read("board_content", RECORDERS, of_conference),
    to_read("bundle", RECORDERS, of_conference),
    to_read("bundle_pdf", RECORDERS, of_conference),
    to_send("live_operations", RECORDERS, of_conference, reads=False),
    to_read("live_changes", RECORDERS, of_conference, reads=False),  # nothing new, nothing read
    to_read("live_key", RECORDERS, of_conference, reads=False),
    to_send("live_kept", RECORDERS, of_conference, reads=False),
    form("adjourn", CHAIRS, of_conference),
    to_read("record", EVERYBODY, of_meeting),
    form("addendum", RECORDERS, of_passage),
    form("packs", RECORDERS, of_meeting),
    form("close", CHAIRS, of_meeting, **NOT_SENT_TWICE),
    to_read("closed", EVERYBODY, of_meeting),
    form("reopen", CHAIRS, of_meeting),
    to_send("sign_off", CHAIRS, of_meeting),
    form("late_dissent", RECORDERS, lambda case: {"child_id": _decided(case).pk}, **NOT_SENT_TWICE),
    form(
        "review_dissent",
        SCREENERS,
        lambda case: {"pk": a_dissent(case).pk},
    ),
    form("correct", CHAIRS, lambda case: {"child_id": _decided(case).pk}),
    to_send("answer_correction", {Role.HEAD_OF_SERVICE}, of_correction),
]
OPEN = {
    "conferences:live_worker": "an empty script for the browser; holds no case content",
    "conferences:live_shell": "an empty page for the browser; holds no case content",
    "conferences:live_signed_in": "says that one is signed in",
    "conferences:invitation_entry": "the same time, for a calendar, by the same secret",
    "conferences:invitation_letter": "the same time and place as a letter, by the same secret",
    "conferences:invitation": "opened with the invitation's own secret; shows a time and a place",
}
