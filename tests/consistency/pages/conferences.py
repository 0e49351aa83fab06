"""Pages about conferences. Where a step asks more than the role (the chair of this meeting, a
state), its own tests in `tests/conferences` say so; here stands who may come near it at all."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

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
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Decision,
    DecisionCorrection,
    Exclusion,
    Invitation,
    Part,
    Participant,
    Screening,
    StrategyDiscussion,
)
from disclosure.models import Passage
from notifications.enums import Channel
from notifications.models import PrintedLetter, PrintRun
from people.enums import Role, SafeContact
from plans.models import Plan
from tests.consistency.page_matrix import (
    ANSWERED,
    EVERYBODY,
    Case,
    Page,
    about_family,
    for_roles,
    near_family,
)
from tests.factories.disclosure import make_passage, make_record
from tests.factories.messages import make_message
from tests.factories.people import make_person, make_professional, make_user
from tests.factories.plans import make_plan

REQUESTERS = {Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DUTY_PRINCIPAL_OFFICER}
SCREENERS = {Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}
BOOKERS = SCREENERS | {Role.BUSINESS_SUPPORT}
POSTERS = {Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.PRINCIPAL_OFFICER}
STAND_IN = {Role.DUTY_PRINCIPAL_OFFICER}
RECORDERS = STAND_IN | {Role.BUSINESS_SUPPORT}


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


def of_participant(case: Case) -> dict[str, Any]:
    return {"pk": a_conference(case).pk, "participant_pk": a_participant(case).pk}


def is_the_chair_or(*roles: Role) -> Any:
    """The chair of this meeting, which a principal officer is on their own caseload; or a role."""

    def allows(role: Role, relation: str) -> bool:
        return role in roles or (role == Role.PRINCIPAL_OFFICER and relation == "caseload")

    return allows


def near(name: str, kwargs: Any, **fields: Any) -> Page:
    return near_family(f"conferences:{name}", kwargs, **fields)


def run_by(name: str, kwargs: Any, **fields: Any) -> Page:
    """Whoever chairs, stands in for the chair, or takes the minutes."""
    also = is_the_chair_or(*RECORDERS)
    return about_family(f"conferences:{name}", EVERYBODY, kwargs, also=also, **fields)


PAGES: list[Page] = [
    for_roles("conferences:my_requests", EVERYBODY, needs_posting=False),
    for_roles("conferences:new_request", REQUESTERS),
    for_roles("conferences:duty_queue", SCREENERS),
    for_roles("conferences:screening_counts", SCREENERS),
    for_roles("conferences:consult", SCREENERS),
    for_roles("conferences:to_book", BOOKERS),
    for_roles("conferences:red_list", BOOKERS),
    for_roles("conferences:today", EVERYBODY, needs_posting=False),
    near("start_request", lambda case: {"family_pk": case.family.pk}, method="post"),
    near("request", of_request),
    near("request_step", lambda case: {**of_request(case), "name": "children"}),
    near("request_check", of_request),
    near("agree_request", of_request, method="post"),
    near("discard_request", of_request, method="post"),
    near("answer_diversion", of_request),
    about_family("conferences:their_plans", EVERYBODY, lambda case: {"family_pk": case.family.pk}),
    near("end_their_plan", lambda case: {"pk": a_plan_elsewhere(case).pk}),
    near("correct_discussion", lambda case: {"pk": a_discussion(case).pk}),
    near("correct_transfer", of_request),
    near("screen", of_request),
    near("pencil_request", of_request, method="post"),
    near("follow_up", lambda case: {"pk": a_screening(case).pk}),
    near("book", of_conference),
    near("choose_slot", of_conference),
    near("confirm_slot", of_conference, method="post"),
    near("rub_out_pencil", of_conference, method="post"),
    near("vacate", of_conference),
    near("cancel", of_conference),
    about_family("conferences:conference", EVERYBODY, of_conference),
    near("participants", of_conference),
    near("add_participant", of_conference),
    near("invite", of_conference, method="post"),
    near("add_part", of_conference),
    near("part", lambda case: {"pk": a_conference(case).pk, "part_pk": a_part(case).pk}),
    near("exclude", of_conference),
    near("participant", of_participant),
    near("remove_participant", of_participant, method="post"),
    near("exclusion", lambda case: {"pk": an_exclusion(case).pk}),
    near("letter", lambda case: {"pk": an_invitation(case).pk}, method="post"),
    for_roles("conferences:letters", POSTERS, reads=True),
    for_roles("conferences:print_letters", POSTERS, method="post"),
    about_family("conferences:print_run", POSTERS, of_print_run),
    near("print_run_pdf", of_print_run),
    near("post_letters", of_print_run, method="post"),
    near("print_again", of_print_run, method="post"),
    near("told", lambda case: {"pk": an_invitation(case).pk}),
    run_by("live", of_conference),
    about_family(
        "conferences:live_start",
        EVERYBODY,
        of_conference,
        also=is_the_chair_or(*STAND_IN),
        method="post",
        ok=(302,),
    ),
    run_by("live_from_paper", of_conference),
    run_by("board", of_conference),
    run_by("board_content", of_conference),
    run_by("bundle", of_conference),
    run_by("live_operations", of_conference, method="post", ok=ANSWERED, reads=False),
    run_by("live_changes", of_conference, ok=ANSWERED, reads=False),
    run_by("live_key", of_conference, ok=ANSWERED, reads=False),
    run_by("live_kept", of_conference, method="post", ok=ANSWERED, reads=False),
    near("adjourn", of_conference),
    near("exclusion_letter", lambda case: {"pk": an_exclusion(case).pk}, method="post"),
    near("record", of_meeting),
    near("addendum", of_passage),
    near("packs", of_meeting),
    near("close", of_meeting),
    near("closed", of_meeting),
    near("reopen", of_meeting),
    near("sign_off", of_meeting, method="post"),
    near("correct", lambda case: {"child_id": _decided(case).pk}),
    near("answer_correction", lambda case: {"correction_id": a_correction(case).pk}, method="post"),
]
OPEN = {
    "conferences:live_worker": "an empty script for the browser; holds no case content",
    "conferences:live_shell": "an empty page for the browser; holds no case content",
    "conferences:live_signed_in": "says that one is signed in",
    "conferences:invitation": "opened with the invitation's own secret; shows a time and a place",
}
