"""Bring history in: choose the files, watch how far it is, read what was found."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import DomainError
from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.enums import Action
from reporting.enums import RunState, Severity
from reporting.forms.imports import LOOK, STRICT, HistoryForm
from reporting.imports.findings import NAMES, without_formula
from reporting.imports.tables import ALL
from reporting.imports.tasks import begin_soon
from reporting.imports.under_way import stopped
from reporting.imports.uploads import ask_for_import, require_importer
from reporting.models import ImportRun

A_PAGE = 50
STATES = ("new", "changed", "same", "refused")


@login_required
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    require_importer(request.user, "reporting.imports")
    is_sent = request.method == "POST"
    form = HistoryForm(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        how = form.cleaned_data["how"]
        try:
            run = ask_for_import(
                files=form.cleaned_data["files"],
                is_dry_run=how == LOOK,
                is_strict=how == STRICT,
                by=request.user,
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            begin_soon()
            return redirect("reporting:import", pk=run.pk)
    runs = list(ImportRun.objects.select_related("by")[:A_PAGE])
    context = {"form": form, "runs": runs, "stopped": stopped(runs), "tables": ALL.values()}
    return render(request, "reporting/imports.html", context)


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was found may show a value of a child's row, so opening it is a read."""
    require_importer(request.user, "reporting.import")
    run = get_object_or_404(ImportRun, pk=pk)
    has_stopped = bool(stopped([run]))
    is_running = run.state == RunState.RUNNING and not has_stopped
    if not is_running:  # until then it shows nothing, and is asked every 2 seconds
        record(Action.OPENED, "reporting.import", by=request.user, subjects=[run])
    found = run.findings.all()
    severity = request.GET.get("severity", "")
    if severity in Severity.values:
        found = found.filter(severity=severity)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "is_running": is_running,
        "has_stopped": has_stopped,
        "counts": list(_counts(run)),
        "severities": [(each, number) for each in Severity if (number := _number(run, each))],
        "severity": severity,
        "page": page,
    }
    return render(request, "reporting/import.html", context)


def _counts(run: ImportRun) -> Iterator[tuple[str, list[str]]]:
    for name in ALL:
        counts: dict[str, int] = run.counts.get(name, {})
        if counts:
            yield name, [f"{counts.get(state, 0):,}" for state in STATES]


def _number(run: ImportRun, severity: Severity) -> str:
    found = run.findings.filter(severity=severity).count()
    return f"{found:,}" if found else ""


class _Echo:
    """Gives back what a csv writer writes."""

    def write(self, text: str) -> str:
        return text


@login_required
@require_safe
def findings(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    require_importer(request.user, "reporting.import_findings")
    run = get_object_or_404(ImportRun, pk=pk)
    record(Action.EXPORTED, "reporting.import_findings", by=request.user, subjects=[run])
    response = StreamingHttpResponse(_lines(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}-findings.csv"'
    return response


def _lines(run: ImportRun) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(NAMES))
    rows: Any = run.findings.values_list(*NAMES)
    for row in rows.iterator(chunk_size=2000):
        cells = ["" if value is None else without_formula(str(value)) for value in row]
        yield str(writer.writerow(cells))
