"""Deadlines: which duty, about whom, until when, and why then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.domain import rows
from api.v1 import show
from api.v1.case_view import CaseView, Filters
from people.models import FamilyScopedQuerySet
from timescales.domain import explain
from timescales.models import Deadline
from timescales.presenters import as_data
from timescales.rules import rule_named


class DeadlineRow(show.Row):
    shows = "timescales.Deadline"
    id = show.number("pk")
    rule = show.text()
    label = serializers.SerializerMethodField()
    family = show.number("family_id", allow_null=True)
    child = show.number("child_id", allow_null=True)
    about = show.text()
    owner_role = show.text()
    started_on = show.day()
    due_on = show.day()
    provisional = show.yes_no()
    met_on = show.day(allow_null=True)
    withdrawn_at = show.moment(allow_null=True)

    def get_label(self, row: Deadline) -> str:
        return rule_named(row.rule, on=row.started_on).label


class CountedDay(serializers.Serializer):
    day = serializers.DateField()
    counted = serializers.BooleanField()
    number = serializers.IntegerField(allow_null=True)
    why = serializers.CharField()


class Limit(serializers.Serializer):
    limit = serializers.CharField()
    due_on = serializers.DateField()


class OtherConvention(serializers.Serializer):
    name = serializers.CharField()
    due_on = serializers.DateField()


class Explanation(serializers.Serializer):
    """The rule and its source, day by day, and what other services' conventions would say."""

    rule = serializers.CharField()
    label = serializers.CharField()
    due_on = serializers.DateField()
    started_on = serializers.DateField()
    limit = serializers.CharField()
    statutory = serializers.BooleanField()
    source = serializers.CharField()
    evidence = serializers.CharField()
    provisional = serializers.BooleanField()
    how = serializers.CharField(help_text="How months, weeks, days or hours were counted")
    days = CountedDay(many=True)
    limits = Limit(many=True)
    other_conventions = OtherConvention(many=True)


class DeadlineFull(DeadlineRow):
    """With the reasons: why this date, why late, why it fell away."""

    late_reason = show.text()
    withdrawn_reason = show.text()
    explanation = serializers.SerializerMethodField()

    @extend_schema_field(Explanation)
    def get_explanation(self, row: Deadline) -> dict[str, Any]:
        return as_data(explain(row))


STATES = ("open", "met", "withdrawn")


class DeadlineFilters(Filters):
    family = serializers.IntegerField(required=False, source="family_id")
    child = serializers.IntegerField(required=False, source="child_id")
    rule = serializers.CharField(required=False)
    owner_role = serializers.CharField(required=False)
    due_before = serializers.DateField(required=False, source="due_on__lt")
    due_from = serializers.DateField(required=False, source="due_on__gte")
    state = serializers.ChoiceField(required=False, choices=STATES)

    def narrow(self, rows: Any, asked: dict[str, Any]) -> Any:
        match asked.pop("state", ""):
            case "open":
                rows = rows.open()
            case "met":
                rows = rows.filter(met_on__isnull=False)
            case "withdrawn":
                rows = rows.filter(withdrawn_at__isnull=False)
        return rows.filter(**asked)


class Deadlines(CaseView):
    """Every duty with a date, open, met or withdrawn."""

    area, noun = "deadlines", "deadlines"
    row, full, filters = DeadlineRow, DeadlineFull, DeadlineFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.deadlines()

    def children_of(self, row: Any) -> Iterable[int]:
        return [row.child_id] if row.child_id else row.child_ids
