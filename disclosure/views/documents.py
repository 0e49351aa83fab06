"""Documents of a family: the list, and a new one taken in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.views.request import SignedInRequest
from disclosure.domain.documents import NOT_TO_READ
from disclosure.domain.uploads import NOT_TO_UPLOAD, take_upload
from disclosure.forms.documents import UploadForm
from disclosure.models import Record, Upload
from disclosure.rules import may_read_documents, may_seal_anything_of, may_upload
from disclosure.views.guarded import record_for
from people.domain.reading import list_all
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def documents(request: SignedInRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        return _add(request, pk)
    record = record_for(request, pk, "disclosure.documents", _may_read, NOT_TO_READ)
    return _page(request, record, UploadForm())


def _add(request: SignedInRequest, pk: int) -> HttpResponse:
    record = record_for(request, pk, "disclosure.take_upload", _may_add, NOT_TO_UPLOAD)
    form = UploadForm(request.POST, request.FILES)
    if attempt(
        form,
        lambda: take_upload(family=record.family, by=request.user, **form.answers()),
    ):
        messages.success(request, "The document is kept. Nobody gets it until you say who.")
        return redirect("packs:documents", pk)
    return _page(request, record, form)


def _page(request: SignedInRequest, record: Record, form: UploadForm) -> HttpResponse:
    uploads = list_all(
        Upload.objects.visible_to(request.user).filter(family=record.family, sealed_at=None),
        by=request.user,
        verb="disclosure.documents",
        children=record.children_concerned(),
    )
    may_add = may_upload(request.user, record.family)
    context = {
        "record": record,
        "form": form if may_add else None,
        "uploads": uploads,
        "may_seal": may_seal_anything_of(request.user, record.family),
    }
    return render(request, "disclosure/documents.html", context)


def _may_read(user: User, record: Record) -> bool:
    return may_read_documents(user, record.family)


def _may_add(user: User, record: Record) -> bool:
    return may_upload(user, record.family)
