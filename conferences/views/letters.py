"""Letters to print: by hub, as one job, then posted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.request import SignedInRequest
from bookings.domain.hub_postings import hub_of
from bookings.models import Hub
from conferences import rules
from conferences.domain import letters_to_print as steps
from conferences.forms.letters import HubForm, PrintAgainForm, PrintLettersForm
from conferences.presenters.letters import copy_lines, job_lines, lines
from conferences.tasks import draw_letters_soon
from conferences.views.case_page import require_page
from notifications.domain.letters import Printed
from notifications.enums import State
from notifications.models import Message, PrintRun
from people.forms.saving import attempt
from people.rules import may_see_messages

TAKE_OUT = "Take it out of the post and destroy it:"


@login_required
@require_safe
def heap(request: SignedInRequest) -> HttpResponse:
    require_page(rules.may_print_letters(request.user))
    own = hub_of(request.user)
    chosen = HubForm(request.GET if "hub" in request.GET else {"hub": own.pk if own else ""})
    hub = chosen.cleaned_data["hub"] if chosen.is_valid() else None
    return _heap(request, hub, chosen, PrintLettersForm(initial={"place": hub}))


def _heap(
    request: SignedInRequest, hub: Hub | None, chosen: HubForm, form: PrintLettersForm
) -> HttpResponse:
    lying = steps.heap(by=request.user, hub=hub)
    jobs = steps.runs(by=request.user)
    context = {
        "hub": hub,
        "hub_form": chosen,
        "form": form,
        "held": lines(lying.held),
        "to_print": lines(lying.to_print),
        "to_post": job_lines(run for run in jobs if run.posted_at is None),
        "done": job_lines(run for run in jobs if run.posted_at is not None),
        "most": steps.MOST,
        "may_see_messages": may_see_messages(request.user),
    }
    return render(request, "conferences/letters/heap.html", context)


@login_required
@require_POST
def print_chosen(request: SignedInRequest) -> HttpResponse:
    require_page(rules.may_print_letters(request.user))
    form = PrintLettersForm(request.POST)
    chosen = _chosen(request)
    done: list[Printed] = []
    if attempt(form, lambda: done.append(_print(request, chosen, form.cleaned_data["place"]))):
        return _after(request, done[0], "conferences:letters")
    hub = form.cleaned_data.get("place")
    return _heap(request, hub, HubForm({"hub": hub.pk if hub else ""}), form)


def _chosen(request: SignedInRequest) -> list[Message]:
    numbers = [int(pk) for pk in request.POST.getlist("letters") if pk.isdecimal()]
    return list(steps.visible_letters(request.user).filter(pk__in=numbers))


def _print(
    request: SignedInRequest, chosen: list[Message], place: object, reason: str = ""
) -> Printed:
    return steps.print_letters(messages=chosen, place=str(place), by=request.user, reason=reason)


def _after(request: SignedInRequest, done: Printed, otherwise: str, *args: int) -> HttpResponse:
    for letter in done.held:
        messages.error(request, f"{letter.to_name}: this letter must not go. {letter.last_error}")
    if done.run is None:
        return redirect(otherwise, *args)
    draw_letters_soon()
    return redirect("conferences:print_run", done.run.pk)


@login_required
@require_safe
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    return _run(request, steps.open_run(pk, by=request.user), PrintAgainForm())


def _run(request: SignedInRequest, opened: PrintRun, form: PrintAgainForm) -> HttpResponse:
    copies = copy_lines(steps.copies_of(opened))
    context = {
        "run": opened,
        "copies": copies,
        "to_take_out": sum(line.is_newest and bool(line.take_out) for line in copies),
        "goes": any(not line.take_out for line in copies),
        "may_be_again": any(line.is_newest and not line.is_cancelled for line in copies),
        "form": form,
        "progress": steps.progress_of(opened),
    }
    return render(request, "conferences/letters/run.html", context)


@login_required
@require_safe
def run_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    opened = steps.open_run(pk, by=request.user)
    content = steps.run_pdf(opened, by=request.user)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letters-{pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def posted(request: SignedInRequest, pk: int) -> HttpResponse:
    opened = steps.open_run(pk, by=request.user)
    held = steps.mark_posted(run=opened, by=request.user)
    for letter in held:
        messages.error(request, f"{letter.to_name}: {TAKE_OUT} {letter.last_error}")
    is_posted = any(letter.state == State.SENT for letter in steps.letters_of(opened))
    done = "The letters are marked as posted." if is_posted else "None of these letters was posted."
    messages.success(request, done)
    return redirect("conferences:print_run", pk)


@login_required
@require_http_methods(["POST"])
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Print some letters of a job once more: counted, with the reason."""
    opened = steps.open_run(pk, by=request.user)
    form = PrintAgainForm(request.POST)
    done: list[Printed] = []

    def act() -> None:
        answers = form.cleaned_data
        done.append(_print(request, _chosen(request), answers["place"], answers["reason"]))

    if attempt(form, act):
        return _after(request, done[0], "conferences:print_run", pk)
    return _run(request, opened, form)


def print_one(request: SignedInRequest, letter: Message, place: str) -> HttpResponse:
    """For the page of one case: a job of one letter; the job it is in, if it was printed."""
    printed = letter.copies.last()
    if printed is not None:
        messages.info(request, "This letter has been printed. You can print it again from here.")
        return redirect("conferences:print_run", printed.run_id)
    return _after(request, _print(request, [letter], place), "conferences:letters")
