"""Midpoint checks: done, and not done with the reason."""

from __future__ import annotations

from rest_framework import serializers

from api.domain import rows
from api.v1 import show
from api.v1.case_view import CaseView, Filters
from midpoints.enums import CheckState, NotDoneReason, Progress, Recommendation
from people.models import FamilyScopedQuerySet


class MidpointCheckRow(show.Row):
    shows = "midpoints.MidpointCheck"
    id = show.number("pk")
    family = show.number("family_id")
    conference = show.number("conference_id")
    children = show.numbers("child_ids")
    state = show.code(CheckState)
    on = show.day()
    by = show.text("by.name")
    chair = show.text("chair.person.name", allow_null=True)
    progress = show.code(Progress, blank=True)
    recommendation = show.code(Recommendation, blank=True)
    not_done_reason = show.code(NotDoneReason, blank=True)


class CheckedChildRow(show.Row):
    shows = "midpoints.CheckedChild"
    child = show.number("child_id")
    due_on = show.day()
    lived_experience = show.text()


class MidpointCheckFull(MidpointCheckRow):
    """With what the chair found, and what life is like for each child."""

    recorded_at = show.moment()
    visits_in_standard = show.yes_no(allow_null=True)
    core_groups_in_standard = show.yes_no(allow_null=True)
    worries = show.text()
    impact = show.text()
    recommendation_words = show.text()
    not_done_note = show.text()
    each_child = CheckedChildRow(many=True, read_only=True, source="children")


class MidpointCheckFilters(Filters):
    family = serializers.IntegerField(required=False, source="family_id")
    conference = serializers.IntegerField(required=False, source="conference_id")
    state = serializers.ChoiceField(required=False, choices=CheckState.choices)
    progress = serializers.ChoiceField(required=False, choices=Progress.choices)
    done_from = serializers.DateField(required=False, source="on__gte")
    done_before = serializers.DateField(required=False, source="on__lt")


class MidpointChecks(CaseView):
    """What chairs found half-way between two conferences."""

    area, noun = "midpoints", "midpoint_checks"
    row, full, filters = MidpointCheckRow, MidpointCheckFull, MidpointCheckFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.midpoint_checks() if self.action == "list" else rows.midpoint_checks_in_full()
