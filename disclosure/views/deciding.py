"""Clear a finding, clear the pack, send it back, release it, recall it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.views.request import SignedInRequest
from disclosure.domain import clearing, releasing
from disclosure.domain.clearing import NOT_A_SECOND_PERSON, NOT_TO_PREPARE
from disclosure.domain.handing_over import NOT_TO_GIVE
from disclosure.domain.releasing import NOT_A_MANAGER, NOT_TO_RECALL, NOT_TO_RELEASE
from disclosure.domain.translating import read_through_by_interpreter
from disclosure.forms.packs import FindingForm, InterpreterForm, ReasonForm
from disclosure.models import Pack
from disclosure.rules import (
    may_clear,
    may_give,
    may_prepare_pack,
    may_recall,
    may_release,
    may_release_without_clearance,
)
from disclosure.views.guarded import pack_for, try_step
from disclosure.views.pack import show
from people.domain.reading import NotFound
from people.forms.saving import attempt


@login_required
@require_POST
def clear_finding(request: SignedInRequest, pk: int, finding_pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.clear_finding", may_clear, NOT_A_SECOND_PERSON)
    finding = pack.findings.filter(pk=finding_pk).first()
    if finding is None:
        raise NotFound("There is no such finding")
    form = FindingForm(finding, request.POST)
    if attempt(
        form, lambda: clearing.clear_finding(finding, by=request.user, reason=form.answer())
    ):
        return redirect("packs:preview", pk)
    return show(request, pack, **{f"finding_{finding_pk}": form})


@login_required
@require_POST
def clear(request: SignedInRequest, pk: int) -> HttpResponse:
    """One tap: cleared by a second person, and so released."""
    pack = pack_for(request, pk, "disclosure.clear", may_clear, NOT_A_SECOND_PERSON)

    def act() -> None:
        cleared = clearing.clear(pack, by=request.user)
        if cleared.released_at is None:
            releasing.release(cleared, by=request.user)

    if try_step(request, act, f"{pack.number} is cleared and released."):
        return redirect("packs:queue")
    return redirect("packs:preview", pk)


@login_required
@require_POST
def send_back(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.send_back", may_clear, NOT_A_SECOND_PERSON)
    form = ReasonForm(request.POST)
    if attempt(form, lambda: clearing.send_back(pack, by=request.user, reason=_reason(form))):
        messages.success(request, f"{pack.number} is sent back.")
        return redirect("packs:queue")
    return show(request, pack, send_back_form=form)


@login_required
@require_POST
def release(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.release", may_release, NOT_TO_RELEASE)
    try_step(
        request,
        lambda: releasing.release(pack, by=request.user),
        f"{pack.number} is released. It can be printed and handed over.",
    )
    return redirect("packs:preview", pk)


@login_required
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask for a second person: for a pack that the chair released for the room only, too."""
    pack = pack_for(request, pk, "disclosure.submit", may_prepare_pack, NOT_TO_PREPARE)
    try_step(request, lambda: clearing.submit(pack, by=request.user), "A second person is asked.")
    return redirect("packs:preview", pk)


@login_required
@require_POST
def release_anyway(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "disclosure.release_without_clearance"
    pack = pack_for(request, pk, verb, may_release_without_clearance, NOT_A_MANAGER)
    form = ReasonForm(request.POST)
    if attempt(form, lambda: _override(pack, request, form)):
        messages.success(request, f"{pack.number} is released. Your reason is in the log.")
        return redirect("packs:preview", pk)
    pack.refresh_from_db()
    return show(request, pack, override_form=form)


def _override(pack: Pack, request: SignedInRequest, form: ReasonForm) -> None:
    releasing.release_without_clearance(pack, by=request.user, reason=_reason(form))


@login_required
@require_POST
def recall(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.recall", may_recall, NOT_TO_RECALL)
    form = ReasonForm(request.POST)
    if attempt(form, lambda: releasing.recall(pack, by=request.user, reason=_reason(form))):
        messages.success(request, f"{pack.number} is recalled. Ask for it back.")
        return redirect("packs:preview", pk)
    return show(request, pack, recall_form=form)


@login_required
@require_POST
def interpreter(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.read_through_by_interpreter", may_give, NOT_TO_GIVE)
    form = InterpreterForm(request.POST)
    if attempt(
        form,
        lambda: read_through_by_interpreter(
            pack, interpreter=form.cleaned_data["interpreter"], by=request.user
        ),
    ):
        return redirect("packs:preview", pk)
    return show(request, pack, interpreter_form=form)


def _reason(form: ReasonForm) -> str:
    return str(form.cleaned_data["reason"])
