"""The packs of one record: the distribution sheet, printing, handing over and the log."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from disclosure.domain.checking import file_name
from disclosure.domain.copies import worth_counting
from disclosure.domain.guests import issue_guest_pass
from disclosure.domain.handing_over import (
    NOT_TO_GIVE,
    NOT_TO_PRINT,
    address_to_check,
    settle_copy,
)
from disclosure.domain.handing_over import hand_over as record_hand_over
from disclosure.domain.printing import download as take_download
from disclosure.domain.printing import make_print_job, print_job_bytes
from disclosure.enums import LEFT, CopyState, PackState
from disclosure.forms.packs import CopyForm, HandOverForm
from disclosure.forms.printing import PrintForm
from disclosure.models import Pack, PrintJob, Record
from disclosure.presenters.packs import STATE_COLOURS, waited
from disclosure.rules import may_give, may_print, may_print_from, may_read_documents
from disclosure.views.guarded import open_record, pack_for, record_for, try_step
from disclosure.views.pack import show
from disclosure.views.private_files import pdf_file
from notifications.enums import Channel
from people.domain.reading import NotFound
from people.forms.saving import attempt


@login_required
@require_safe
def record_packs(request: SignedInRequest, pk: int) -> HttpResponse:
    """The distribution sheet: everybody who gets something, and how far it has got."""
    return _sheet(request, open_record(request, pk, "disclosure.record_packs"))


def _sheet(request: SignedInRequest, record: Record, form: PrintForm | None = None) -> HttpResponse:
    packs = record.packs.exclude(state=PackState.VOID).select_related("recipient__person")
    may = may_print_from(request.user, record)
    rows = [
        (pack, STATE_COLOURS[PackState(pack.state)], waited(pack), may and pack.state in LEFT)
        for pack in packs
    ]
    context = {
        "record": record,
        "rows": rows,
        **_counted(record, request.user),
        "can_print": any(row[3] for row in rows),
        "links": _links(request, record),
        "print_form": form or PrintForm(user=request.user),
        "form": form,
    }
    return render(request, "disclosure/record.html", context)


def _counted(record: Record, user: User) -> dict[str, Any]:
    copies = worth_counting(record, by=user)
    return {
        "copies": copies,
        "reprints": sum(copy.copy_number > 1 for copy in copies),
        "uncollected": sum(copy.state == CopyState.UNCOLLECTED for copy in copies),
    }


def _links(request: SignedInRequest, record: Record) -> list[tuple[str, str]]:
    names = [("Packs", "record"), ("Documents", "documents"), ("Hand-over log", "log")]
    if not may_read_documents(request.user, record.family):
        names.pop(1)
    return [(text, reverse(f"packs:{name}", args=[record.pk])) for text, name in names]


@login_required
@require_POST
def print_packs(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "disclosure.print"
    record = record_for(request, pk, verb, may_print_from, NOT_TO_PRINT)
    form = PrintForm(request.POST, user=request.user)
    made: list[PrintJob] = []
    chosen = Pack.objects.visible_to(request.user).filter(
        record=record, pk__in=[p for p in request.POST.getlist("packs") if p.isdecimal()]
    )
    if attempt(form, lambda: made.append(_job(request, list(chosen), form))):
        return redirect("packs:print_job", made[0].pk)
    return _sheet(request, record, form)


def _job(request: SignedInRequest, packs: list[Pack], form: PrintForm) -> PrintJob:
    data = form.cleaned_data
    return make_print_job(
        packs=packs, printer=data["printer"], by=request.user, reason=data["reason"] or ""
    )


@login_required
@require_safe
def print_job(request: SignedInRequest, pk: int) -> HttpResponse:
    job = _own_job(request, pk)
    copies = job.copies.select_related("pack__recipient__person", "pack__record")
    context = {"job": job, "copies": copies, "form": None, "copy_form": CopyForm()}
    return render(request, "disclosure/print_job.html", context)


@login_required
@require_safe
def print_job_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    job = _own_job(request, pk)
    return pdf_file(print_job_bytes(job, by=request.user), f"print-job-{job.pk}.pdf")


def _own_job(request: SignedInRequest, pk: int) -> PrintJob:
    """A job is read through its packs: every one must be visible, and each is audited."""
    job = PrintJob.objects.filter(pk=pk).first()
    if job is None:
        raise NotFound("There is no such print job")
    for pack_id in job.copies.values_list("pack", flat=True):
        pack_for(request, pack_id, "disclosure.print_job", may_print, NOT_TO_PRINT)
    return job


@login_required
@require_POST
def copy_settled(request: SignedInRequest, pk: int, copy_number: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.settle_copy", may_print, NOT_TO_PRINT)
    copy = pack.copies.filter(copy_number=copy_number).first()
    if copy is None:
        raise NotFound("There is no such copy")
    form = CopyForm(request.POST)
    if form.is_valid():
        state = CopyState(form.cleaned_data["state"])
        settle_copy(copy, state=state, by=request.user)
        if state == CopyState.FAILED:
            return redirect("packs:print_failed", pk, copy_number)
    return redirect("packs:print_job", copy.job_id)


@login_required
@require_POST
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.hand_over", may_give, NOT_TO_GIVE)
    form = HandOverForm(request.POST, address=address_to_check(pack, by=request.user))
    if attempt(form, lambda: record_hand_over(pack, by=request.user, **form.answers())):
        messages.success(request, f"{pack.number} is handed over.")
        return redirect("packs:record", pack.record_id)
    return show(request, pack, hand_over_form=form)


@login_required
@require_POST
def send_link(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.issue_guest_pass", may_give, NOT_TO_GIVE)
    link = request.build_absolute_uri(reverse("guest:open", args=["TOKEN"]))
    by_text = request.POST.get("channel") == Channel.SMS
    try_step(
        request,
        lambda: issue_guest_pass(
            pack,
            link=link.replace("TOKEN", "{token}"),
            by=request.user,
            channel=Channel.SMS if by_text else Channel.EMAIL,
        ),
        f"A link is on its way to {pack.recipient.called}.",
    )
    return redirect("packs:preview", pk)


@login_required
@require_safe
def download(request: SignedInRequest, pk: int) -> HttpResponse:
    pack = pack_for(request, pk, "disclosure.download", may_print, NOT_TO_PRINT)
    return pdf_file(take_download(pack, by=request.user), file_name(pack))


@login_required
@require_safe
def log(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who was given what, how, and everybody who fetched the bytes."""
    record = open_record(request, pk, "disclosure.hand_over_log")
    packs = record.packs.select_related("recipient__person", "released_by").prefetch_related(
        "handovers__by", "copies__job", "accesses__by", "clearances__by"
    )
    context: dict[str, Any] = {"record": record, "packs": [(p, waited(p)) for p in packs]}
    return render(request, "disclosure/log.html", context)
