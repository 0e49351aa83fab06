"""Who is away: record it, and see at once which conferences it hits."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from psycopg2.extras import DateTimeTZRange

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from bookings import domain
from bookings.domain.queries import bookings_hit_by
from bookings.enums import AbsenceKind
from bookings.models import Absence
from bookings.rules import may_book, may_record_absence_of, may_see_diary
from conferences.forms.absence import AbsenceForm, BackForm, staff
from conferences.presenters.diary_labels import labels_for
from conferences.views.case_page import require_page
from people.forms.saving import attempt


@login_required
@require_safe
def absences(request: SignedInRequest) -> HttpResponse:
    """Now and to come. A chair sees their own; those who book see everybody's."""
    require_page(may_see_diary(request.user))
    rows = Absence.objects.during(DateTimeTZRange(timezone.now(), None))
    rows = rows.select_related("professional__person")
    if not may_book(request.user):
        rows = rows.filter(professional__user=request.user)
    context = {"absences": rows, "may_book": may_book(request.user)}
    return render(request, "conferences/diary/absences.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest) -> HttpResponse:
    require_page(may_see_diary(request.user))
    people = staff() if may_book(request.user) else staff().filter(user=request.user)
    form = AbsenceForm(request.POST or None, professionals=people)
    recorded = []

    def act() -> None:
        recorded.append(
            domain.record_absence(
                professional=form.cleaned_data["professional"],
                kind=AbsenceKind(form.cleaned_data["kind"]),
                starts_at=form.starts_at,
                ends_at=form.ends_at,
                by=request.user,
            )
        )

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The absence is recorded. No conference has been moved.")
        return redirect("conferences:absence", recorded[0].absence.pk)
    return render(request, "conferences/diary/record_absence.html", {"form": form})


@login_required
@require_safe
def absence(request: SignedInRequest, pk: int) -> HttpResponse:
    """One absence and the conferences it hits."""
    row = _found(request, pk)
    hit = bookings_hit_by(row) if row.withdrawn_at is None else []
    labels = labels_for(hit, request.user, verb="conferences.absence")
    context = {
        "absence": row,
        "hit": [(booking, labels[booking.pk]) for booking in hit],
        "form": BackForm(),
        "may_book": may_book(request.user),
        "may_see_diary": may_see_diary(request.user),
    }
    return render(request, "conferences/diary/absence.html", context)


@login_required
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    row, form = _found(request, pk), BackForm(request.POST)
    if attempt(
        form, lambda: domain.end_absence(absence=row, ends_at=form.back_at, by=request.user)
    ):
        messages.success(request, "The first day back is recorded.")
    else:
        words = [str(error) for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(words))
    return redirect("conferences:absence", pk)


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    try:
        domain.withdraw_absence(absence=_found(request, pk), by=request.user)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The absence is withdrawn.")
    return redirect("conferences:absence", pk)


def _found(request: SignedInRequest, pk: int) -> Absence:
    """Health is nobody's business: only those who book, and the person themself."""
    rows = Absence.objects.select_related("professional__person", "professional__user")
    row = get_object_or_404(rows, pk=pk)
    allowed = may_record_absence_of(request.user, row.professional)
    require_page(allowed)
    return row
