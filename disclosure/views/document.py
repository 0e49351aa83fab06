"""One document: its pages as pictures, the word that they were read, and who is given it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from disclosure.domain.building import NOT_TO_GIVE_OUT
from disclosure.domain.documents import (
    download_upload,
    give_document,
    mark_read,
    open_upload,
    upload_picture,
)
from disclosure.domain.uploads import PDF
from disclosure.forms.documents import GiveDocumentForm
from disclosure.models import Pack, Recipient, Record, Upload
from disclosure.rendering.reading import CannotRead
from disclosure.rules import (
    may_download_document,
    may_give_out,
    may_read_document,
    may_say_read,
)
from disclosure.tasks import prepare_soon
from disclosure.views.guarded import open_record, try_step
from disclosure.views.private_files import png_picture, private_file
from people.domain.permission import require
from people.domain.reading import NotFound
from people.forms.saving import attempt


@login_required
@require_safe
def document(request: SignedInRequest, pk: int, upload_pk: int) -> HttpResponse:
    """Opening this page is opening the document."""
    record, upload = _found(request, pk, upload_pk, sealed_too=True)
    return _show(request, record, upload)


def _show(
    request: SignedInRequest, record: Record, upload: Upload, form: GiveDocumentForm | None = None
) -> HttpResponse:
    try:
        pages, unreadable = open_upload(upload, by=request.user), False
    except CannotRead:
        pages, unreadable = 0, True
    user = request.user
    waits = upload.is_image_only and upload.read_at is None
    may_give = may_give_out(user, upload) and upload.content_type == PDF
    context = {
        "record": record,
        "upload": upload,
        "pages": range(1, pages + 1),
        "unreadable": unreadable,
        "waits": waits,
        "may_say_read": waits and may_say_read(user, upload),
        "may_download": may_download_document(user, upload),
        "give_form": (form or _give_form(user, record)) if may_give and not waits else None,
        "form": form,
    }
    return render(request, "disclosure/document.html", context)


def _give_form(user: User, record: Record, data: object = None) -> GiveDocumentForm:
    sheet = Recipient.objects.visible_to(user).on_the_sheet().filter(record=record)
    return GiveDocumentForm(data, recipients=sheet.select_related("person"))


@login_required
@require_safe
def document_page(request: SignedInRequest, pk: int, upload_pk: int, page: int) -> HttpResponse:
    _, upload = _found(request, pk, upload_pk, sealed_too=True)
    try:
        return png_picture(upload_picture(upload, page, by=request.user))
    except CannotRead as error:
        raise Http404("There is no such page") from error


@login_required
@require_safe
def document_file(request: SignedInRequest, pk: int, upload_pk: int) -> HttpResponse:
    """The file as it came, to be saved; never opened in the browser."""
    _, upload = _found(request, pk, upload_pk, sealed_too=True)
    content = download_upload(upload, by=request.user)
    return private_file(content, upload.content_type, name=_file_name(upload))


def _file_name(upload: Upload) -> str:
    """A number and the kind it is: a name may say whom it is about (quality.md, A3)."""
    ending = upload.name.rpartition(".")[2].lower()
    return f"document-{upload.pk}.{ending}"


@login_required
@require_POST
def read_through(request: SignedInRequest, pk: int, upload_pk: int) -> HttpResponse:
    _, upload = _found(request, pk, upload_pk)
    try_step(
        request,
        lambda: mark_read(upload, by=request.user),
        "Kept: you have read every page of this document.",
    )
    return redirect("packs:document", pk, upload_pk)


@login_required
@require_POST
def give(request: SignedInRequest, pk: int, upload_pk: int) -> HttpResponse:
    """Clear it for one person and build their pack of it."""
    record, upload = _found(request, pk, upload_pk)
    may = may_give_out(request.user, upload)
    require(may, "disclosure.give_document", by=request.user, message=NOT_TO_GIVE_OUT)
    form = _give_form(request.user, record, request.POST)
    made: list[Pack] = []

    def act() -> None:
        made.append(give_document(upload, recipient=form.recipient(), by=request.user))

    if attempt(form, act):
        prepare_soon(made)
        return redirect("packs:preview", made[0].pk)
    return _show(request, record, upload, form)


def _found(
    request: SignedInRequest, pk: int, upload_pk: int, *, sealed_too: bool = False
) -> tuple[Record, Upload]:
    """`sealed_too`: the data officer reads one that is sealed, and does nothing else with it."""
    record = open_record(request, pk, "disclosure.document")
    rows = Upload.objects.visible_to(request.user).select_related("family", "uploaded_by")
    upload = rows.filter(family=record.family, pk=upload_pk).first()
    if upload is not None and upload.sealed_at:
        upload = upload if sealed_too and may_read_document(request.user, upload) else None
    if upload is None:
        raise NotFound("There is no such document")
    return record, upload
