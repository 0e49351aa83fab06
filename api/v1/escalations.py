"""Informal concerns and Resolution Forms."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from api.domain import rows
from api.v1 import show
from api.v1.case_view import CaseView, Filters
from escalations.domain.reasons import codes_under
from escalations.enums import AnswerWay, ConcernState, FormState, Route, StepKind, Theme
from people.models import FamilyScopedQuerySet


class ReasonRow(show.Row):
    """A reason that may be chosen today, of those that come with it and this service's own."""

    shows = "escalations.LocalReason"
    code = show.text()
    label = show.text()
    theme = show.code(Theme)


class ConcernRow(show.Row):
    shows = "escalations.Concern"
    id = show.number("pk")
    family = show.number("family_id")
    children = show.numbers("child_ids")
    state = show.code(ConcernState)
    reason = show.text()
    team = show.number("team_id", allow_null=True)
    area = show.number("area_id")
    agency = show.text("agency.name")
    professional = show.text("professional.person.name", allow_null=True)
    raised_by = show.text("raised_by.name")
    raised_at = show.moment()
    due_on = show.day(allow_null=True)


class ConcernFull(ConcernRow):
    impact = show.text()
    raised_from = show.text()
    outcome = show.text()
    settled_at = show.moment(allow_null=True)


class RaisedFilters(Filters):
    """`team` and `area` are those the family had on the day; `theme` groups the reasons."""

    # How the codes of a theme are looked up: the one reason of a concern, those of a form.
    reasons: ClassVar[str]
    family = serializers.IntegerField(required=False, source="family_id")
    team = serializers.IntegerField(required=False, source="team_id")
    area = serializers.IntegerField(required=False, source="area_id")
    theme = serializers.ChoiceField(required=False, choices=Theme.choices)
    raised_from = serializers.DateField(required=False, source="raised_at__date__gte")
    raised_before = serializers.DateField(required=False, source="raised_at__date__lt")
    due_before = serializers.DateField(required=False, source="due_on__lt")

    def narrow(self, rows: Any, asked: dict[str, Any]) -> Any:
        if theme := asked.pop("theme", ""):
            rows = rows.filter(**{self.reasons: codes_under(theme)})
        return super().narrow(rows, asked)


class ConcernFilters(RaisedFilters):
    reasons = "reason__in"
    state = serializers.ChoiceField(required=False, choices=ConcernState.choices)


class Concerns(CaseView):
    """Concerns that are settled between those who talk to each other, or become a form."""

    area, noun = "escalations", "concerns"
    row, full, filters = ConcernRow, ConcernFull, ConcernFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.concerns()


class ResolutionFormRow(show.Row):
    shows = "escalations.ResolutionForm"
    id = show.number("pk")
    family = show.number("family_id")
    children = show.numbers("child_ids")
    concern = show.number("concern_id", allow_null=True)
    state = show.code(FormState)
    stage = show.number()
    route = show.code(Route)
    reasons = serializers.ListField(child=serializers.CharField(), read_only=True)
    team = show.number("team_id", allow_null=True)
    area = show.number("area_id")
    agency = show.text("agency.name")
    professional = show.text("professional.person.name", allow_null=True)
    raised_by = show.text("raised_by.name")
    raised_at = show.moment()
    due_on = show.day(allow_null=True)


class FormStageRow(show.Row):
    shows = "escalations.FormStage"
    number = show.number()
    recipient = show.number("recipient_id")
    recipient_name = show.text("recipient.person.name")
    sent_at = show.moment()
    skipped_because = show.text()
    answer = show.text()
    answered_at = show.moment(allow_null=True)
    answered_by = show.text("answered_by_name")
    answer_way = show.code(AnswerWay, blank=True)


class FormStepRow(show.Row):
    shows = "escalations.FormStep"
    kind = show.code(StepKind)
    stage = show.number()
    words = show.text()
    by = show.text("by_name")
    at = show.moment()


class ResolutionFormFull(ResolutionFormRow):
    """With each stage it stood at and its timeline."""

    impact = show.text()
    asked = show.text()
    raised_from = show.text()
    outcome = show.text()
    settled_at = show.moment(allow_null=True)
    stages = FormStageRow(many=True, read_only=True)
    timeline = FormStepRow(many=True, read_only=True, source="steps")


class ResolutionFormFilters(RaisedFilters):
    reasons = "reasons__overlap"
    state = serializers.ChoiceField(required=False, choices=FormState.choices)
    stage = serializers.IntegerField(required=False)
    route = serializers.ChoiceField(required=False, choices=Route.choices)


class ResolutionForms(CaseView):
    """Resolution Forms, stage by stage."""

    area, noun = "escalations", "resolution_forms"
    row, full, filters = ResolutionFormRow, ResolutionFormFull, ResolutionFormFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.resolution_forms() if self.action == "list" else rows.resolution_forms_in_full()
