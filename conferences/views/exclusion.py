"""Exclude somebody: every reason is asked for, the letter is read, and the chair decides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import exclusion as steps
from conferences.domain.ending_exclusion import NOT_TO_END, end_exclusion, is_over
from conferences.domain.exclusion_letter import (
    NOT_TO_SEND,
    send_letter,
    way_of,
    write_letter_again,
)
from conferences.forms.participants import (
    EndExclusionForm,
    ExclusionForm,
    LetterCheckForm,
    LetterSentForm,
    NotExcludedForm,
)
from conferences.models import Conference, Exclusion
from conferences.presenters.exclusion import letter_to_check
from conferences.views.case_page import conference_for, only_if_about
from people.domain.contact import is_kept_by_others
from people.domain.reading import open_one
from people.forms.saving import attempt

PRESSED = ("csrfmiddlewaretoken", "confirmed", "change", "names_may_stand")


@login_required
@require_http_methods(["GET", "POST"])
def exclude(request: SignedInRequest, pk: int) -> HttpResponse:
    """The reasons; then the letter as it will be, to read; then, confirmed, the decision."""
    verb = "conferences.open_exclusion"
    conference = conference_for(request, pk, verb, rules.may_chair, steps.NOT_TO_EXCLUDE)
    form = ExclusionForm(request.POST or None, conference=conference)
    if request.method == "POST" and "change" not in request.POST:
        answered = _checked(request, conference, form)
        if answered is not None:
            return answered
    asked = conference.request.exclusion_asked if conference.request else ""
    context = {"conference": conference, "form": form, "asked": asked}
    return render(request, "conferences/participants/exclude.html", context)


def _checked(
    request: SignedInRequest, conference: Conference, form: ExclusionForm
) -> HttpResponse | None:
    """What is read before it is decided, or what follows the decision; None: ask again."""
    drafts: list[Exclusion] = []

    def draft() -> None:
        reasons = form.reasons()
        drafts.append(
            steps.draft_exclusion(conference=conference, reasons=reasons, by=request.user)
        )

    if not attempt(form, draft):
        return None
    letter = letter_to_check(drafts[0])
    data = request.POST if "confirmed" in request.POST else None
    sure = LetterCheckForm(data, names=letter.found.names)
    if sure.is_valid():
        return _decided(request, conference, form, names_may_stand=sure.answer())
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in PRESSED
    ]
    context = {"conference": conference, "exclusion": drafts[0], "letter": letter}
    context |= {"form": sure, "typed": typed}
    context["kept"] = is_kept_by_others(request.user, drafts[0].person)
    return render(request, "conferences/participants/exclude_check.html", context)


def _decided(
    request: SignedInRequest, conference: Conference, form: ExclusionForm, *, names_may_stand: bool
) -> HttpResponse | None:
    def act() -> None:
        steps.exclude(
            conference=conference,
            reasons=form.reasons(),
            by=request.user,
            names_may_stand=names_may_stand,
        )

    if not attempt(form, act):
        return None
    messages.success(request, "The exclusion is recorded.")
    return redirect("conferences:participants", conference.pk)


@login_required
@require_http_methods(["GET", "POST"])
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody asked for an exclusion, and the chair says no."""
    verb = "conferences.refuse_exclusion"
    conference = conference_for(request, pk, verb, rules.may_chair, steps.NOT_TO_EXCLUDE)
    form = NotExcludedForm(request.POST or None, conference=conference)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.refuse_exclusion(
            conference=conference, answer=form.answer(), by=request.user
        ),
    ):
        messages.success(request, "Your answer is recorded.")
        return redirect("conferences:participants", pk)
    asked = conference.request.exclusion_asked if conference.request else ""
    context = {"conference": conference, "form": form, "asked": asked}
    return render(request, "conferences/participants/not_excluded.html", context)


def _open_exclusion(request: SignedInRequest, pk: int) -> Exclusion:
    rows = Exclusion.objects.select_related(
        "conference__booking", "person", "part", "decided_by", "ended_by"
    )
    opened: Exclusion = open_one(rows, by=request.user, verb="conferences.open_exclusion", pk=pk)
    return opened


@login_required
@require_http_methods(["GET", "POST"])
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the letter, then put it with those to print, once nothing stands in the way."""
    opened = _open_exclusion(request, pk)
    may = rules.may_invite(request.user, opened.conference)
    verb = "conferences.write_exclusion_letter"
    only_if_about(opened.conference, may, request, verb, NOT_TO_SEND)
    shown = letter_to_check(opened)
    data = request.POST if request.method == "POST" else None
    form = LetterCheckForm(data, names=shown.found.names)
    if attempt(
        form,
        lambda: write_letter_again(
            exclusion=opened, by=request.user, names_may_stand=form.answer()
        ),
    ):
        messages.success(request, "The letter is with the letters to print.")
        return redirect("conferences:exclusion", pk)
    context = {"conference": opened.conference, "exclusion": opened, "letter": shown, "form": form}
    context["kept"] = is_kept_by_others(request.user, opened.person)
    return render(request, "conferences/participants/exclusion_letter.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """What follows when the chair ends an exclusion, and why they do."""
    opened = _open_exclusion(request, pk)
    conference = opened.conference
    may = rules.may_chair(request.user, conference)
    only_if_about(conference, may, request, "conferences.end_exclusion", NOT_TO_END)
    form = EndExclusionForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: end_exclusion(exclusion=opened, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "The exclusion has ended. Invite them again: nobody has yet.")
        return redirect("conferences:participants", conference.pk)
    context = {"conference": conference, "exclusion": opened, "form": form}
    return render(request, "conferences/participants/end_exclusion.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def letter_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """One exclusion in full, and when its letter went."""
    opened = _open_exclusion(request, pk)
    if request.method == "POST":
        may = rules.may_invite(request.user, opened.conference)
        only_if_about(opened.conference, may, request, "conferences.exclusion_letter", NOT_TO_SEND)
    form = LetterSentForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: send_letter(exclusion=opened, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Recorded.")
        return redirect("conferences:participants", opened.conference_id)
    context = {
        "conference": opened.conference,
        "exclusion": opened,
        "form": form,
        "hindrance": way_of(opened).hindrance,
        "short_notice": steps.is_short_notice(opened),
        "may_invite": rules.may_invite(request.user, opened.conference),
        "may_end": rules.may_chair(request.user, opened.conference)
        and opened.ended_at is None
        and not is_over(opened.conference),
        "may_print": rules.may_print_letters(request.user),
    }
    return render(request, "conferences/participants/exclusion.html", context)
