"""Find what was filed where it does not belong and seal it; the data officer's list of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from disclosure.domain.sealing import (
    NOT_TO_SEAL,
    seal_passage,
    seal_upload,
    sealed_passages,
    sealed_uploads,
)
from disclosure.forms.packs import ReasonForm
from disclosure.models import Breach, Passage, Upload
from disclosure.rules import SEALERS
from disclosure.views.guarded import open_record
from notifications import subjects
from people.domain.permission import require
from people.domain.reading import list_all, open_one
from people.forms.saving import attempt
from people.models import Family
from people.rules import has_role


@login_required
@require_safe
def misfiled(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every passage and document of a family, wherever it stands, to seal one."""
    verb = "disclosure.misfiled"
    _require_sealer(request, verb)
    family: Family = open_one(Family.objects.all(), by=request.user, verb=verb, pk=pk)
    words = Passage.objects.visible_to(request.user).unsealed().filter(record__family=family)
    files = Upload.objects.visible_to(request.user).filter(family=family, sealed_at=None)
    children = family.children_concerned()
    ordered = words.select_related("record", "author").order_by(
        "-record__opened_at", "-record_id", "position", "pk"
    )
    context = {
        "family": family,
        "passages": list_all(ordered, by=request.user, verb=verb, children=children),
        "uploads": list_all(files, by=request.user, verb=verb, children=children),
        "record": family.records.first(),
    }
    return render(request, "disclosure/misfiled.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def seal(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    rows = Passage.objects.unsealed().select_related("record__family")
    _require_sealer(request, "disclosure.seal_passage")
    passage = open_one(rows, by=request.user, verb="disclosure.seal_passage", uuid=uuid)
    form, made = _reason_form(request), list[Breach]()
    if request.method == "POST" and attempt(
        form,
        lambda: made.append(
            seal_passage(passage, by=request.user, reason=form.cleaned_data["reason"])
        ),
    ):
        return redirect("packs:breach", made[0].pk)
    return render(request, "disclosure/seal.html", {"form": form, "passage": passage})


@login_required
@require_http_methods(["GET", "POST"])
def seal_document(request: SignedInRequest, pk: int, upload_pk: int) -> HttpResponse:
    _require_sealer(request, "disclosure.seal_upload")
    record = open_record(request, pk, "disclosure.seal_upload")
    rows = Upload.objects.filter(sealed_at=None, family=record.family)
    upload = open_one(rows, by=request.user, verb="disclosure.seal_upload", pk=upload_pk)
    form, made = _reason_form(request), list[Breach]()
    if request.method == "POST" and attempt(
        form,
        lambda: made.append(
            seal_upload(upload, record=record, by=request.user, reason=form.cleaned_data["reason"])
        ),
    ):
        return redirect("packs:breach", made[0].pk)
    context = {"form": form, "upload": upload, "record": record}
    return render(request, "disclosure/seal_document.html", context)


def _reason_form(request: SignedInRequest) -> ReasonForm:
    return ReasonForm(
        request.POST or None,
        label="Why it must be sealed",
        hint="Do not repeat the words. This is kept in the log of breaches.",
    )


@login_required
@require_safe
def breach(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was sealed, and which packs must come back and be made again. Never the words."""
    rows = Breach.objects.select_related("record__family", "by")
    _require_sealer(request, "disclosure.breach")
    found = open_one(rows, by=request.user, verb="disclosure.breach", pk=pk)
    packs = found.packs.select_related("recipient__person")
    case_url = subjects.page_of(f"family:{found.record.family_id}")
    context = {
        "breach": found,
        "packs": packs,
        "case_url": case_url,
        "is_document": found.uploads.exists(),
        "passages": found.passages.count(),
    }
    return render(request, "disclosure/breach.html", context)


@login_required
@require_safe
def sealed(request: SignedInRequest) -> HttpResponse:
    """For the data officer: the sealed passages and documents themselves."""
    words = sealed_passages(by=request.user).select_related("record__family")
    files = sealed_uploads(by=request.user).select_related("family")
    context = {
        name: list_all(
            rows.prefetch_related("breaches__by"),
            by=request.user,
            verb="disclosure.sealed",
            children=[child for row in rows for child in row.children_concerned()],
        )
        for name, rows in (("passages", words), ("uploads", files))
    }
    return render(request, "disclosure/sealed.html", context)


def _require_sealer(request: SignedInRequest, verb: str) -> None:
    require(has_role(request.user, *SEALERS), verb, by=request.user, message=NOT_TO_SEAL)
