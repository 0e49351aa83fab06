"""Complete a midpoint check, or say why it was not done."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.domain import rows
from api.v1.asked import Asked, number, words
from api.v1.case_view import StepView
from api.v1.midpoints import MidpointCheckFull
from conferences.models import Conference
from midpoints import rules
from midpoints.domain.checking import MAY_NOT_CHECK, Found, record_check, record_not_done
from midpoints.enums import NotDoneReason, Progress, Recommendation
from midpoints.models import MidpointCheck
from people.models import FamilyScopedQuerySet


class LivedExperience(Asked):
    child = number()
    words = words()


class MidpointAsked(Asked):
    """What the chair found half-way."""

    on = serializers.DateField(required=False, allow_null=True, help_text="Today unless said")
    visits_in_standard = serializers.BooleanField()
    core_groups_in_standard = serializers.BooleanField()
    progress = serializers.ChoiceField(choices=Progress.choices)
    worries = words(required=False)
    impact = words()
    recommendation = serializers.ChoiceField(choices=Recommendation.choices)
    recommendation_words = words(required=False)
    lived_experience = LivedExperience(many=True, allow_empty=False)
    example = {
        "visits_in_standard": False,
        "core_groups_in_standard": True,
        "progress": "drifting",
        "worries": "Nobody has seen Wren at home for a month.",
        "impact": "Breakfast club goes well; nights are no safer.",
        "recommendation": "catch_up",
        "recommendation_words": "Visit this week.",
        "lived_experience": [{"child": 12, "words": "Wren sleeps at Gran’s when it is loud."}],
    }


class MidpointNotDoneAsked(Asked):
    reason = serializers.ChoiceField(choices=NotDoneReason.choices)
    note = words(required=False)
    example = {"reason": "review_close", "note": ""}


class MidpointSteps(StepView):
    """The check that is due after a conference."""

    noun, full = "midpoint_steps", MidpointCheckFull

    def rows(self) -> FamilyScopedQuerySet:
        return rows.conferences()

    def _to_check(self, pk: int) -> Conference:
        conference: Conference = self.open(pk)
        allowed = rules.may_check(self.request.user, conference.family)
        self.only_if(allowed, conference, MAY_NOT_CHECK)
        return conference

    def _in_full(self, made: MidpointCheck) -> dict[str, Any]:
        found = rows.midpoint_checks_in_full().visible_to(self.request.user)
        return self.shown(found.get(pk=made.pk))

    @extend_schema(request=MidpointAsked, responses={201: MidpointCheckFull})
    @action(detail=True, methods=["post"], area="midpoints", url_path="midpoint-check")
    def check(self, request: Request, pk: int) -> Response:
        """The check was done: each child's deadline is met."""
        conference = self._to_check(pk)
        asked = self.answers(MidpointAsked)
        lived = {given["child"]: given["words"] for given in asked.pop("lived_experience")}
        found = Found(lived_experience=lived, **asked)
        return self.take_step(
            lambda by: record_check(conference=conference, found=found, by=by), show=self._in_full
        )

    @extend_schema(request=MidpointNotDoneAsked, responses={201: MidpointCheckFull})
    @action(detail=True, methods=["post"], area="midpoints", url_path="midpoint-not-done")
    def not_done(self, request: Request, pk: int) -> Response:
        """It was not done, and will not be: counted, with the reason."""
        conference = self._to_check(pk)
        asked = self.answers(MidpointNotDoneAsked)
        return self.take_step(
            lambda by: record_not_done(conference=conference, by=by, **asked), show=self._in_full
        )
