"""Documents of a family: take one in, read its pictures, give it to one person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from disclosure.domain.building import build_document_pack
from disclosure.domain.uploads import clear_upload, mark_read, take_upload
from disclosure.forms.documents import GiveDocumentForm, UploadForm
from disclosure.models import Pack, Record, Upload
from disclosure.tasks import prepare_soon
from disclosure.views.guarded import StaffRequest, attempt, guarded, open_record
from people.domain.reading import NotFound, list_all


@guarded
@require_http_methods(["GET", "POST"])
def documents(request: StaffRequest, pk: int) -> HttpResponse:
    record = open_record(request, pk, "disclosure.documents")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and attempt(
        form,
        lambda: take_upload(family=record.family, by=request.user, **form.answers()),
    ):
        messages.success(request, "The document is kept. Nobody gets it until you say who.")
        return redirect("packs:documents", pk)
    return _page(request, record, form)


def _page(
    request: StaffRequest,
    record: Record,
    form: UploadForm,
    given: GiveDocumentForm | None = None,
    given_for: int = 0,
) -> HttpResponse:
    uploads = list_all(
        Upload.objects.visible_to(request.user).filter(family=record.family, sealed_at=None),
        by=request.user,
        verb="disclosure.documents",
        children=record.children_concerned(),
    )
    people = record.recipients.select_related("person")
    rows = [
        (one, given if given and one.pk == given_for else GiveDocumentForm(one, recipients=people))
        for one in uploads
    ]
    context = {"record": record, "form": form, "rows": rows, "given": given}
    return render(request, "disclosure/documents.html", context)


@guarded
@require_POST
def read_through(request: StaffRequest, pk: int, upload_pk: int) -> HttpResponse:
    record = open_record(request, pk, "disclosure.mark_read")
    mark_read(_upload(request, record, upload_pk), by=request.user)
    return redirect("packs:documents", pk)


@guarded
@require_POST
def give(request: StaffRequest, pk: int, upload_pk: int) -> HttpResponse:
    """Clear it for one person and build their pack of it."""
    record = open_record(request, pk, "disclosure.build_document_pack")
    upload = _upload(request, record, upload_pk)
    form = GiveDocumentForm(upload, request.POST, recipients=record.recipients.all())
    made: list[Pack] = []

    def act() -> None:
        recipient = form.recipient()
        clear_upload(upload, person=recipient.person, by=request.user)
        made.append(build_document_pack(recipient=recipient, upload=upload, by=request.user))

    if attempt(form, act):
        prepare_soon(made)
        return redirect("packs:preview", made[0].pk)
    return _page(request, record, UploadForm(), form, upload_pk)


def _upload(request: StaffRequest, record: Record, pk: int) -> Upload:
    rows = Upload.objects.visible_to(request.user).filter(family=record.family, pk=pk)
    found: Upload | None = rows.first()
    if found is None:
        raise NotFound("There is no such document")
    return found
