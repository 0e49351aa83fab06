"""The lists: by area, team, theme, stage and age, and what is due today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import User
from escalations.domain.reasons import codes_under
from escalations.enums import COMPLAINT_OVER, LIVE, Age, ConcernState
from escalations.models import Complaint, Concern, Praise, ResolutionForm
from people.models import Area, FamilyScopedQuerySet, Team
from timescales.domain import today_in_london
from timescales.models import Deadline

OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody asks of a list. Empty means all. `age` counts only what is open."""

    state: str = OPEN
    area: Area | None = None
    team: Team | None = None
    theme: str = ""
    stage: int | None = None
    age: str = ""
    due_by: dt.date | None = None


def forms_for(user: User, wanted: Wanted) -> QuerySet[ResolutionForm]:
    """Resolution Forms this person may see, with `due_on`, the most urgent first."""
    rows = ResolutionForm.objects.visible_to(user)
    rows = _in_state(rows, wanted, Q(state__in=LIVE))
    if wanted.theme:
        rows = rows.filter(reasons__overlap=codes_under(wanted.theme))
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    return _narrowed(rows, wanted, _as("resolution:", "pk", ":stage:", "stage"))


def concerns_for(user: User, wanted: Wanted) -> QuerySet[Concern]:
    """Informal concerns this person may see, with `due_on`, the most urgent first."""
    rows = _in_state(Concern.objects.visible_to(user), wanted, Q(state=ConcernState.OPEN))
    if wanted.theme:
        rows = rows.filter(reason__in=codes_under(wanted.theme))
    return _narrowed(rows, wanted, _as("concern:", "pk"))


def praise_for(user: User, wanted: Wanted) -> QuerySet[Praise]:
    """Good work noted about the families this person may see, newest first."""
    rows = _where(Praise.objects.visible_to(user), wanted)
    return _to_show(rows).order_by("-raised_at", "-pk")


def complaints_for(user: User, wanted: Wanted) -> QuerySet[Complaint]:
    """Complaints about conferences this person may see, with `due_on`, the most urgent first."""
    rows = Complaint.objects.visible_to(user)
    rows = _in_state(rows, wanted, ~Q(state__in=COMPLAINT_OVER))
    rows = _with_due(_where(rows, wanted), wanted, _as("complaint:", "pk", ":", "state"))
    related = ("family", "team", "area", "made_by", "conference")
    rows = rows.select_related(*related).prefetch_related("children")
    return rows.order_by(F("due_on").asc(nulls_last=True), "received_on", "pk")


def due_today(
    user: User,
) -> tuple[QuerySet[ResolutionForm], QuerySet[Concern], QuerySet[Complaint]]:
    """What is due today or overdue."""
    wanted = Wanted(due_by=today_in_london())
    return forms_for(user, wanted), concerns_for(user, wanted), complaints_for(user, wanted)


def _in_state(rows: FamilyScopedQuerySet, wanted: Wanted, is_open: Q) -> FamilyScopedQuerySet:
    if wanted.state == OPEN or wanted.age:
        return rows.filter(is_open)
    return rows.exclude(is_open) if wanted.state == CLOSED else rows


def _narrowed(rows: FamilyScopedQuerySet, wanted: Wanted, about: Concat) -> QuerySet[Any]:
    rows = _with_due(_where(rows, wanted), wanted, about)
    if wanted.age == Age.LATE:
        rows = rows.filter(due_on__lt=today_in_london())
    elif wanted.age:
        before = timezone.now() - dt.timedelta(days=int(wanted.age))
        rows = rows.filter(raised_at__lt=before)
    return _to_show(rows).order_by(F("due_on").asc(nulls_last=True), "raised_at", "pk")


def _with_due(rows: FamilyScopedQuerySet, wanted: Wanted, about: Concat) -> FamilyScopedQuerySet:
    clocks = Deadline.objects.open().filter(family=OuterRef("family"), about=OuterRef("occasion"))
    first = clocks.order_by()
    rows = rows.annotate(
        occasion=about,
        due_on=Subquery(first.values("due_on")[:1]),
        clock_id=Subquery(first.values("pk")[:1]),
    )
    return rows.filter(due_on__lte=wanted.due_by) if wanted.due_by else rows


def _where(rows: FamilyScopedQuerySet, wanted: Wanted) -> FamilyScopedQuerySet:
    if wanted.area:
        rows = rows.filter(area=wanted.area)
    return rows.filter(team=wanted.team) if wanted.team else rows


def _to_show(rows: FamilyScopedQuerySet) -> FamilyScopedQuerySet:
    related = ("family", "team", "area", "agency", "professional__person", "raised_by")
    return rows.select_related(*related).prefetch_related("children")


def _as(*parts: str) -> Concat:
    """The `about` of a row, made by the database: words as they are, columns as text."""
    columns = {"pk", "stage", "state"}
    made = [Cast(part, CharField()) if part in columns else Value(part) for part in parts]
    return Concat(*made, output_field=CharField())
