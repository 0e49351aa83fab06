"""Take over a file of visits: choose it, see what it would do, then import it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from people.domain.permission import require
from plans import rules
from plans.domain.visits_file import COLUMNS, NEEDED, Problem
from plans.domain.visits_file import template as headings
from plans.domain.visits_from_file import NOT_YOURS, FileHasProblems, check_file, import_file
from plans.forms.importing import ConfirmForm, VisitsFileForm

MOST_SHOWN = 200


def _importer(request: SignedInRequest, verb: str) -> User:
    user = request.user
    require(rules.may_import_visits(user), verb, by=user, message=NOT_YOURS)
    return user


@login_required
@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    _importer(request, "plans.visits_template")
    response = HttpResponse(headings(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="visits.csv"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def visits(request: SignedInRequest) -> HttpResponse:
    user = _importer(request, "plans.import_visits")
    if "content" in request.POST:
        return _take(request, user)
    is_sent = request.method == "POST"
    form = VisitsFileForm(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid():
        content = form.cleaned_data["file"]
        checked = check_file(content=content, by=user)
        confirm = ConfirmForm.of(content) if checked.new and not checked.problems else None
        context = {"checked": checked, "confirm": confirm}
        return _show(request, VisitsFileForm(), context, checked.problems)
    return _show(request, form, {}, [])


def _take(request: SignedInRequest, user: User) -> HttpResponse:
    confirm = ConfirmForm(request.POST)
    if not confirm.is_valid():
        return redirect("plans:import_visits")
    try:
        imported = import_file(content=confirm.cleaned_data["content"], by=user)
    except FileHasProblems as error:
        return _show(request, VisitsFileForm(), {"refused": error.message}, error.problems)
    number = len(imported.new)
    success(request, f"{number} visit{'' if number == 1 else 's'} imported.")
    return redirect("plans:import_visits")


def _show(
    request: SignedInRequest, form: VisitsFileForm, more: dict[str, object], problems: list[Problem]
) -> HttpResponse:
    context = {
        "form": form,
        "columns": [(name, what, name in NEEDED) for name, what in COLUMNS.items()],
        "problems": problems[:MOST_SHOWN],
        "number": len(problems),
        **more,
    }
    return render(request, "plans/import_visits.html", context)
