"""Who takes part; the parts of a split conference; invitations."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import invited, inviting, taking_part
from conferences.domain.asked_exclusion import is_unanswered
from conferences.domain.invitees import relatives_of_family
from conferences.domain.kept_apart import would_meet
from conferences.domain.letters_to_print import visible_letters
from conferences.domain.quorum import GROUND_SOURCES, forecast
from conferences.domain.reports import record_report
from conferences.domain.safe_contact import is_at_work
from conferences.enums import WITHOUT_OUTCOME, ConferenceState, Joining, PartKind
from conferences.forms.participants import (
    AddParticipantForm,
    PartForm,
    ParticipantForm,
    PartPeopleForm,
    ToldForm,
)
from conferences.models import Conference, Invitation, Part, Participant
from conferences.presenters import conference as shown
from conferences.views.case_page import conference_for, only_if_about, open_conference
from conferences.views.letters import print_one
from disclosure.rules import may_read_documents
from people.domain.contact import is_kept_by_others
from people.domain.reading import CANNOT_OPEN, open_one
from people.forms.saving import attempt
from people.models import Person, Professional


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who is asked, how they join, their report, whether they have been told."""
    conference = open_conference(request, pk, "conferences.open_participants")
    lines = shown.lines(conference)
    context = {
        "conference": conference,
        "lines": lines,
        "unreached": shown.unreached(lines),
        "also_asked_for": shown.also_asked_for(conference),
        "to_invite": inviting.somebody_to_invite(conference),
        "reports_due_on": shown.reports_due_on(lines),
        "parts": conference.parts.prefetch_related("attendances__participant__person"),
        "refusals": conference.exclusion_refusals.select_related("person", "decided_by"),
        "exclusion_unanswered": is_unanswered(conference),
        "would_meet": would_meet(conference),
        "exclusions": conference.exclusions.select_related("person", "part", "ended_by"),
        "quorum": forecast(conference),
        "exceptions": [(g.label, source) for g, source in GROUND_SOURCES.items()],
        "may_invite": rules.may_invite(request.user, conference),
        "may_share_report": rules.may_share_report(request.user, conference),
        "may_read_documents": may_read_documents(request.user, conference.family),
        "may_exclude": rules.may_chair(request.user, conference),
        "is_over": conference.state in taking_part.OVER,
        "to_come": conference.state in WITHOUT_OUTCOME,
    }
    return render(request, "conferences/participants/show.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    conference = _to_change(request, pk, "conferences.open_add_participant")
    asked = conference.participants.values("person")
    form = AddParticipantForm(
        request.POST or None,
        relatives=relatives_of_family(conference.family),
        professionals=Professional.objects.to_choose()
        .exclude(person__in=asked)
        .select_related("person", "agency"),
        chosen=request.GET.get("chosen", ""),
    )
    if request.method == "POST" and attempt(
        form,
        lambda: taking_part.add_participant(
            conference=conference, by=request.user, **form.answers()
        ),
    ):
        messages.success(request, f"Added. {_what_next(conference, form.answers()['person'])}")
        return redirect("conferences:participants", pk)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/participants/add.html", context)


def _what_next(conference: Conference, person: Person) -> str:
    if conference.state == ConferenceState.IN_SESSION:
        return "Mark them as here in the live room."
    if taking_part.awaits_part(conference.participants.get(person=person)):
        return "Choose which part they come to: until then nothing is sent to them."
    return "They are not invited yet."


def _to_change(request: SignedInRequest, pk: int, verb: str) -> Conference:
    return conference_for(request, pk, verb, rules.may_invite, taking_part.NOT_TO_CHANGE)


def _may_change(request: SignedInRequest, conference: Conference, verb: str) -> None:
    may = rules.may_invite(request.user, conference)
    only_if_about(conference, may, request, verb, taking_part.NOT_TO_CHANGE)


def _open_participant(request: SignedInRequest, pk: int, participant_pk: int) -> Participant:
    rows = Participant.objects.select_related("conference__booking", "person", "agency")
    opened: Participant = open_one(
        rows,
        by=request.user,
        verb="conferences.open_participant",
        pk=participant_pk,
        conference=pk,
    )
    return opened


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int, participant_pk: int) -> HttpResponse:
    """How one person joins, and their report, which may be noted when the meeting is over."""
    participant = _open_participant(request, pk, participant_pk)
    _may_change(request, participant.conference, "conferences.open_participant")
    form = ParticipantForm(request.POST or None, participant=participant)
    if request.method == "POST" and attempt(form, lambda: _keep(request, participant, form)):
        messages.success(request, "Saved.")
        return redirect("conferences:participants", pk)
    context = {
        "conference": participant.conference,
        "participant": participant,
        "form": form,
        "invitations": participant.invitations.select_related("by"),
        "may_remove": participant.invited_at is None,
    }
    return render(request, "conferences/participants/change.html", context)


def _keep(request: SignedInRequest, participant: Participant, form: ParticipantForm) -> None:
    answers = form.cleaned_data
    if answers["joining"] != participant.joining:
        taking_part.change_joining(
            participant=participant, joining=Joining(answers["joining"]), by=request.user
        )
    if "received_on" in answers:
        record_report(
            participant=participant,
            received_on=answers["received_on"],
            shared_on=answers["shared_on"],
            shared_with=answers["shared_with"],
            by=request.user,
        )


@login_required
@require_POST
def remove(request: SignedInRequest, pk: int, participant_pk: int) -> HttpResponse:
    participant = _open_participant(request, pk, participant_pk)
    return _act(
        request,
        pk,
        lambda: taking_part.remove_participant(participant=participant, by=request.user),
        "Taken off the list.",
    )


def _act(request: SignedInRequest, pk: int, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
    else:
        messages.success(request, done)
    return redirect("conferences:participants", pk)


@login_required
@require_http_methods(["GET", "POST"])
def add_part(request: SignedInRequest, pk: int) -> HttpResponse:
    """Split the conference."""
    conference = _to_change(request, pk, "conferences.open_add_part")
    form = PartForm(request.POST or None)

    def act() -> None:
        taking_part.plan_part(
            conference=conference,
            name=form.cleaned_data["name"],
            kind=PartKind(form.cleaned_data["kind"]),
            by=request.user,
        )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The part is added. Say who is expected, and when it begins.")
        return redirect("conferences:participants", pk)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/participants/add_part.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def part(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    """Who is expected in one part, and when."""
    opened = _open_part(request, pk, part_pk)
    _may_change(request, opened.conference, "conferences.open_part")
    form = PartPeopleForm(request.POST or None, part=opened)

    def act() -> None:
        taking_part.choose_people_in_part(
            part=opened, participants=form.participants(), by=request.user
        )
        if (starts_at := form.starts_at()) is not None:
            taking_part.set_part_time(
                part=opened,
                starts_at=starts_at,
                place=form.cleaned_data["place"],
                by=request.user,
            )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "Saved.")
        return redirect("conferences:participants", pk)
    context = {
        "conference": opened.conference,
        "part": opened,
        "form": form,
        "may_remove": opened.conference.parts.count() > 1,
    }
    return render(request, "conferences/participants/part.html", context)


def _open_part(request: SignedInRequest, pk: int, part_pk: int) -> Part:
    rows = Part.objects.select_related("conference__booking__room__hub")
    opened: Part = open_one(
        rows, by=request.user, verb="conferences.open_part", pk=part_pk, conference=pk
    )
    return opened


@login_required
@require_POST
def remove_part(request: SignedInRequest, pk: int, part_pk: int) -> HttpResponse:
    opened = _open_part(request, pk, part_pk)
    return _act(
        request,
        pk,
        lambda: taking_part.remove_part(part=opened, by=request.user),
        "The part is taken away.",
    )


@login_required
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite everybody who has not been told; say whom nothing could be sent to, and why."""
    conference = open_conference(request, pk, "conferences.invite")
    try:
        told = inviting.invite_everyone(
            conference=conference,
            by=request.user,
            may_meet="may_meet" in request.POST,
            family_may_come="family_may_come" in request.POST,
        )
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
        return redirect("conferences:participants", pk)
    for one in told:
        if one.hindrance:
            messages.warning(request, f"Not invited: {one.hindrance}")
    made = sum(not one.hindrance for one in told)
    words = "1 invitation is" if made == 1 else f"{made} invitations are"
    messages.success(request, f"{words} ready to go." if made else "Nobody new to invite.")
    return redirect("conferences:participants", pk)


def _open_invitation(request: SignedInRequest, pk: int) -> Invitation:
    rows = Invitation.objects.select_related("participant__person", "participant__conference")
    opened: Invitation = open_one(rows, by=request.user, verb="conferences.open_invitation", pk=pk)
    return opened


@login_required
@require_POST
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Print one letter now, without waiting for the others of the hub."""
    invitation = _open_invitation(request, pk)
    conference = invitation.participant.conference
    may = rules.may_print_letters(request.user)
    only_if_about(conference, may, request, "conferences.letter", CANNOT_OPEN)
    place = conference.booking.room.hub.name if conference.booking else settings.OFFICE_NAME
    waiting = visible_letters(request.user).filter(key=invitation.key).first()
    if waiting is None:
        messages.error(request, "There is no letter for this invitation.")
        return redirect("conferences:participants", conference.pk)
    return print_one(request, waiting, place)


@login_required
@require_http_methods(["GET", "POST"])
def told(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody telephoned, or handed the letter over."""
    invitation = _open_invitation(request, pk)
    _may_change(request, invitation.participant.conference, "conferences.record_told")
    form = ToldForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: invited.record_told(invitation=invitation, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Recorded.")
        return redirect("conferences:participants", invitation.participant.conference_id)
    context = {
        "conference": invitation.participant.conference,
        "invitation": invitation,
        "form": form,
        "when": shown.when_words(invitation.starts_at, invitation.told_until),
        "off": shown.off_in_words(invitation),
        "at_work": is_at_work(invitation.participant),
        "kept": is_kept_by_others(request.user, invitation.participant.person),
    }
    return render(request, "conferences/participants/told.html", context)
