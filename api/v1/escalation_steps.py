"""Raise, answer, step up and resolve concerns and Resolution Forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from api.domain import rows
from api.v1.asked import Asked, NothingAsked, chosen, number, numbers, one, person_name, words
from api.v1.case_view import StepView
from api.v1.escalations import (
    ConcernFull,
    Concerns,
    ReasonRow,
    ResolutionFormFull,
    ResolutionForms,
)
from api.v1.people import AgencyRow, ProfessionalRow
from escalations import rules
from escalations.domain import answering, settling, stepping_up
from escalations.domain.concerns import MAY_NOT_SETTLE, raise_concern, resolve_concern
from escalations.domain.danger import Told
from escalations.domain.form_steps import current_stage
from escalations.domain.lines import above_in_line
from escalations.domain.raised import MAY_NOT_RAISE, Origin
from escalations.domain.raising_form import Asked as WhatIsAsked
from escalations.domain.raising_form import promote_concern, raise_form
from escalations.domain.reasons import reasons_on
from escalations.domain.recipients import managers_for, partners_for
from escalations.domain.who import Who, people_around
from escalations.models import Concern, ResolutionForm
from escalations.stages import FIRST, LAST
from people.domain.queries import standing_children
from people.models import Agency, Family, FamilyScopedQuerySet, Professional
from timescales.domain import today_in_london


class DangerAsked(Asked):
    """A child is in danger now: telephone first, then say who was told."""

    who = person_name()
    at = serializers.DateTimeField()


class RaisedAsked(Asked):
    """About the work of somebody (`who`), or of an agency without saying which of its people."""

    children = numbers(allow_empty=False)
    who = number(required=False, help_text="The professional whose work it is about")
    agency = number(required=False, help_text="Instead of “who”; see “agencies” of the family")
    raised_from = serializers.RegexField(
        r"^[a-z_]{1,20}:[0-9]{1,20}$", required=False, help_text="Where it was noticed: midpoint:7"
    )
    danger = DangerAsked(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "who" in attrs and "agency" in attrs:
            words = ["Say whose work it is about, or which agency’s: not both."]
            raise ValidationError({"agency": words}, code="one_of_two")
        if "who" not in attrs and "agency" not in attrs:
            words = ["Say whose work it is about, or which agency’s."]
            raise ValidationError({"who": words}, code="required")
        return attrs


class ConcernAsked(RaisedAsked):
    reason = words(max_length=40, help_text="A code; see “reasons” of the family")
    impact = words()
    example = {
        "children": [12],
        "who": 31,
        "reason": "visits_core_groups",
        "impact": "Wren has not been seen for five weeks.",
    }


class WhatAsked(Asked):
    reasons = serializers.ListField(
        child=serializers.CharField(max_length=40),
        allow_empty=False,
        max_length=30,
        help_text="Codes; see “reasons” of the family",
    )
    impact = words()
    asked = words()
    recipient = number(help_text="A professional; see “recipients” of the family")
    stage = serializers.IntegerField(min_value=FIRST, max_value=LAST, default=FIRST)
    skipped_because = words(required=False)


class ResolutionFormAsked(RaisedAsked, WhatAsked):
    example = {
        "children": [12],
        "who": 31,
        "reasons": ["visits_core_groups"],
        "impact": "Wren has not been seen for five weeks.",
        "asked": "Visit Wren this week, and write it up.",
        "recipient": 32,
    }


class PromoteAsked(WhatAsked):
    danger = DangerAsked(required=False, allow_null=True)
    example = {
        "reasons": ["visits_core_groups"],
        "impact": "Wren has not been seen for five weeks.",
        "asked": "Visit Wren this week, and write it up.",
        "recipient": 32,
    }


class AnswerAsked(Asked):
    answer = words()
    example = {"answer": "I visited on Tuesday. Wren was seen alone."}


class StepUpAsked(Asked):
    why = words()
    recipient = number(help_text="A professional; see “recipients” of the form")
    to_stage = serializers.IntegerField(
        min_value=FIRST + 1, max_value=LAST, required=False, help_text="The next unless said"
    )
    skipped_because = words(required=False)
    example = {"why": "Nobody answered.", "recipient": 33}


class ResolveAsked(Asked):
    outcome = words()
    example = {"outcome": "Wren is seen every week again."}


class WithdrawAsked(Asked):
    why = words()
    example = {"why": "Raised about the wrong family."}


class RaisingFamily(StepView):
    noun, full = "raising_family", ConcernFull

    def rows(self) -> FamilyScopedQuerySet:
        return rows.families()

    def _to_raise_about(self, pk: int) -> Family:
        family: Family = self.open(pk)
        allowed = rules.may_raise_about(self.request.user, family)
        self.only_if(allowed, family, MAY_NOT_RAISE)
        return family

    @extend_schema(request=ConcernAsked, responses={201: ConcernFull})
    @action(detail=True, methods=["post"], area="escalations")
    def concerns(self, request: Request, pk: int) -> Response:
        """Raise an informal concern."""
        family = self._to_raise_about(pk)
        asked = self.answers(ConcernAsked)

        def act(by: User) -> Concern:
            return raise_concern(
                origin=_origin(family, asked),
                reason=asked["reason"],
                impact=asked["impact"],
                danger=_told(asked),
                by=by,
            )

        return self.take_step(act, show=lambda made: _concern(self, made))

    @extend_schema(responses={200: ReasonRow(many=True)})
    @action(detail=True, methods=["get"], area="escalations")
    def reasons(self, request: Request, pk: int) -> Response:
        """What a concern or a Resolution Form may be about, as the list stands today."""
        self._to_raise_about(pk)
        return Response(ReasonRow(reasons_on(today_in_london()).values(), many=True).data)

    @extend_schema(responses={200: AgencyRow(many=True)})
    @action(detail=True, methods=["get"], area="escalations")
    def agencies(self, request: Request, pk: int) -> Response:
        """Which agency's work a concern or a Resolution Form may be about."""
        self._to_raise_about(pk)
        return Response(AgencyRow(Agency.objects.to_choose(), many=True).data)

    @extend_schema(responses={200: ProfessionalRow(many=True)})
    @action(detail=True, methods=["get"], area="escalations")
    def recipients(self, request: Request, pk: int) -> Response:
        """Who may be asked to answer a Resolution Form: our own managers, the family's team manager
        first, then people of partner agencies and of the safeguarding partnership."""
        return Response(ProfessionalRow(_to_ask(self._to_raise_about(pk)), many=True).data)

    @extend_schema(request=ResolutionFormAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"], area="escalations", url_path="resolution-forms")
    def resolution_forms(self, request: Request, pk: int) -> Response:
        """Raise a Resolution Form, which goes to its first stage."""
        family = self._to_raise_about(pk)
        asked = self.answers(ResolutionFormAsked)

        def act(by: User) -> ResolutionForm:
            origin, what = _origin(family, asked), _what(family, asked)
            return raise_form(origin=origin, what=what, danger=_told(asked), by=by)

        return self.take_step(act, show=lambda made: _form(self, made))


def _origin(family: Family, asked: dict[str, Any]) -> Origin:
    children = {child.pk: child for child in standing_children(family)}
    return Origin(
        family=family,
        children=chosen("children", asked["children"], children),
        who=_who(family, asked),
        raised_from=asked.get("raised_from", ""),
    )


def _who(family: Family, asked: dict[str, Any]) -> Who:
    if "agency" in asked:
        agencies = {each.pk: each for each in Agency.objects.to_choose()}
        return Who(one("agency", asked["agency"], agencies))
    around = {each.pk: each for each in people_around(family)}
    return Who.at(one("who", asked["who"], around))


def _what(family: Family, asked: dict[str, Any]) -> WhatIsAsked:
    names = ("reasons", "impact", "asked", "stage", "skipped_because")
    return WhatIsAsked(
        recipient=_recipient(_to_ask(family), asked["recipient"]),
        **{name: asked[name] for name in names},
    )


def _to_ask(family: Family) -> list[Professional]:
    return [*managers_for(family), *partners_for(family)]


def _recipient(to_ask: Iterable[Professional], pk: int) -> Professional:
    found: Professional = one("recipient", pk, {each.pk: each for each in to_ask})
    return found


def _told(asked: dict[str, Any]) -> Told | None:
    return Told(**asked["danger"]) if asked.get("danger") else None


def _concern(view: StepView, made: Concern) -> dict[str, Any]:
    found = rows.concerns().visible_to(view.request.user).get(pk=made.pk)
    data: dict[str, Any] = ConcernFull(found).data
    return data


def _form(view: StepView, made: ResolutionForm) -> dict[str, Any]:
    found = rows.resolution_forms_in_full().visible_to(view.request.user).get(pk=made.pk)
    data: dict[str, Any] = ResolutionFormFull(found).data
    return data


class ConcernSteps(Concerns):
    """The same resource with its steps."""

    def _to_settle(self, pk: int) -> Concern:
        concern: Concern = self.open(pk)
        self.only_if(rules.may_settle(self.request.user, concern), concern, MAY_NOT_SETTLE)
        return concern

    @extend_schema(request=ResolveAsked, responses={201: ConcernFull})
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: int) -> Response:
        """It is settled between those concerned."""
        concern = self._to_settle(pk)
        asked = self.answers(ResolveAsked)
        return self.take_step(lambda by: resolve_concern(concern=concern, by=by, **asked))

    @extend_schema(request=PromoteAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"])
    def promote(self, request: Request, pk: int) -> Response:
        """It becomes a Resolution Form, which takes everything over."""
        concern = self._to_settle(pk)
        asked = self.answers(PromoteAsked)

        def act(by: User) -> ResolutionForm:
            what = _what(concern.family, asked)
            return promote_concern(concern=concern, what=what, danger=_told(asked), by=by)

        return self.take_step(act, show=lambda made: _form(self, made))


class ResolutionFormSteps(ResolutionForms):
    def _to_settle(self, pk: int) -> ResolutionForm:
        form: ResolutionForm = self.open(pk)
        self.only_if(rules.may_settle(self.request.user, form), form, MAY_NOT_SETTLE)
        return form

    @extend_schema(request=AnswerAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: int) -> Response:
        """Whoever is asked answers; or whoever raised it records an answer given otherwise."""
        form: ResolutionForm = self.open(pk)
        is_asked = rules.may_answer(request.user, current_stage(form))
        allowed = is_asked or rules.may_settle(request.user, form)
        self.only_if(allowed, form, MAY_NOT_SETTLE)
        asked = self.answers(AnswerAsked)
        step = answering.answer_form if is_asked else answering.record_answer
        return self.take_step(lambda by: step(form=form, by=by, **asked))

    @extend_schema(responses={200: ProfessionalRow(many=True)})
    @action(detail=True, methods=["get"], pagination_class=None)
    def recipients(self, request: Request, pk: int) -> Response:
        """Who may be asked at the next stage: those of the line the form stands in."""
        return Response(ProfessionalRow(above_in_line(self._to_settle(pk)), many=True).data)

    @extend_schema(request=StepUpAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"], url_path="step-up")
    def step_up(self, request: Request, pk: int) -> Response:
        """To the next stage, or with a reason further."""
        form = self._to_settle(pk)
        asked = self.answers(StepUpAsked)

        def act(by: User) -> ResolutionForm:
            to = _recipient(above_in_line(form), asked.pop("recipient"))
            return stepping_up.step_up(form=form, recipient=to, by=by, **asked)

        return self.take_step(act)

    @extend_schema(request=NothingAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"], url_path="send-again")
    def send_again(self, request: Request, pk: int) -> Response:
        """A new link for a guest who has lost theirs; another email for staff."""
        form = self._to_settle(pk)
        self.answers(NothingAsked)
        return self.take_step(lambda by: stepping_up.send_again(form=form, by=by).form)

    @extend_schema(request=ResolveAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: int) -> Response:
        """The answer settles it; say what has changed for the child."""
        form = self._to_settle(pk)
        asked = self.answers(ResolveAsked)
        return self.take_step(lambda by: settling.resolve_form(form=form, by=by, **asked))

    @extend_schema(request=WithdrawAsked, responses={201: ResolutionFormFull})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: int) -> Response:
        """It should not have been raised, or no longer matters."""
        form = self._to_settle(pk)
        asked = self.answers(WithdrawAsked)
        return self.take_step(lambda by: settling.withdraw_form(form=form, by=by, **asked))
