"""Seal a misfiled passage; the data officer's list of what was sealed."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from disclosure.domain.sealing import NOT_TO_SEAL, seal_passage, sealed_passages
from disclosure.forms.packs import ReasonForm
from disclosure.models import Breach, Passage
from disclosure.rules import SEALERS
from notifications import subjects
from people.domain.permission import require
from people.domain.reading import list_all, open_one
from people.forms.saving import attempt
from people.rules import has_role


@login_required
@require_http_methods(["GET", "POST"])
def seal(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    rows = Passage.objects.unsealed().select_related("record__family")
    _require_sealer(request, "disclosure.seal_passage")
    passage = open_one(rows, by=request.user, verb="disclosure.seal_passage", uuid=uuid)
    form = ReasonForm(
        request.POST or None,
        label="Why it must be sealed",
        hint="Do not repeat the words. This is kept in the log of breaches.",
    )
    if request.method == "POST" and attempt(
        form,
        lambda: seal_passage(passage, by=request.user, reason=form.cleaned_data["reason"]),
    ):
        return redirect("packs:breach", uuid)
    return render(request, "disclosure/seal.html", {"form": form, "passage": passage})


@login_required
@require_safe
def breach(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """What was sealed, and which packs must come back and be made again. Never the words."""
    rows = Breach.objects.select_related("record__family", "by")
    _require_sealer(request, "disclosure.breach")
    found = open_one(rows, by=request.user, verb="disclosure.breach", passages__uuid=uuid)
    packs = found.packs.select_related("recipient__person")
    case_url = subjects.page_of(f"family:{found.record.family_id}")
    context = {"breach": found, "packs": packs, "case_url": case_url}
    return render(request, "disclosure/breach.html", context)


@login_required
@require_safe
def sealed(request: SignedInRequest) -> HttpResponse:
    """For the data officer: the sealed passages themselves."""
    rows = sealed_passages(by=request.user).select_related("record__family")
    passages = list_all(
        rows.prefetch_related("breaches__by"),
        by=request.user,
        verb="disclosure.sealed",
        children=[child for row in rows for child in row.children_concerned()],
    )
    return render(request, "disclosure/sealed.html", {"passages": passages})


def _require_sealer(request: SignedInRequest, verb: str) -> None:
    require(has_role(request.user, *SEALERS), verb, by=request.user, message=NOT_TO_SEAL)
