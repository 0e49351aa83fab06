"""Ask for a conference, and screen a request."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.domain import rows
from api.domain.asking import (
    Advocacy,
    ChildAsked,
    TransferAsked,
    WholeRequest,
    ask_for_conference,
)
from api.v1.asked import Asked, chosen, number, numbers, one, person_name, words
from api.v1.case_view import StepView
from api.v1.conferences import RequestFull, Requests
from api.v1.people import ProfessionalRow
from conferences import rules
from conferences.domain import request_steps as steps
from conferences.domain.invitees import all_professionals, relatives_of_family
from conferences.domain.screening import screen_request
from conferences.domain.transfer import TransferDetails
from conferences.enums import (
    ConferenceKind,
    EarlyReason,
    LateReason,
    ScreeningOutcome,
    Section47Outcome,
    TransferPaper,
)
from conferences.models import ConferenceRequest, Screening
from people.domain.queries import standing_children
from people.models import Family, FamilyScopedQuerySet, Professional
from plans.domain.elsewhere import TheirPlan
from plans.enums import Category

KINDS = (ConferenceKind.INITIAL, ConferenceKind.REVIEW, ConferenceKind.TRANSFER_IN)
MAY_NOT_ASK = "You may not ask for a conference."
TEMPORARY_STAY = (
    "No conference is needed for a temporary stay. Note the other authority’s plan on the family’s "
    "page instead."
)


class AdvocacyAsked(Asked):
    """For a child of 10 or more: which parent agreed and when, else why not."""

    agreed_by = person_name(required=False)
    agreed_on = serializers.DateField(required=False, allow_null=True, default=None)
    offered_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="If not on the day they agreed, or today",
    )
    refused_because = words(required=False, max_length=300)
    refused_by = person_name(required=False)


class TheirPlanAsked(Asked):
    """Of the authority the child comes from."""

    category = serializers.ChoiceField(choices=Category.choices)
    started_on = serializers.DateField()


class RequestedChildAsked(Asked):
    child = number()
    discussed_on = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="The strategy discussion that started the enquiry: an initial conference only",
    )
    their_plan = TheirPlanAsked(
        required=False, allow_null=True, help_text="Only for a transfer-in conference"
    )
    parental_responsibility = numbers(
        required=False, allow_null=True, help_text="Who has it, by person; as recorded unless said"
    )
    advocacy = AdvocacyAsked(required=False, allow_null=True)


class LeftOutAsked(Asked):
    child = number()
    reason = words(max_length=2000)


class AgreementAsked(Asked):
    """The team manager who agreed that a conference is needed."""

    name = person_name()
    at = serializers.DateTimeField()


class TransferInAsked(Asked):
    """What the authority the children come from told us. The 15 working days run from the day this
    service counts from: `notified_on` unless its practice says otherwise."""

    authority = person_name()
    contact = person_name(
        required=False, max_length=300, help_text="Who is responsible there, and how to reach them"
    )
    lives_here_for_good = serializers.BooleanField()
    moved_on = serializers.DateField()
    notified_on = serializers.DateField(required=False, allow_null=True, default=None)
    referred_on = serializers.DateField(required=False, allow_null=True, default=None)
    accepted_on = serializers.DateField(required=False, allow_null=True, default=None)
    papers = serializers.ListField(
        child=serializers.ChoiceField(choices=TransferPaper.choices),
        default=list,
        max_length=len(TransferPaper),
        help_text="Which of their papers have come",
    )

    def validate_lives_here_for_good(self, stays: bool) -> bool:
        if not stays:
            raise serializers.ValidationError(TEMPORARY_STAY, code="temporary_stay")
        return stays


class ConferenceAsked(Asked):
    """The whole request, as its pages ask it one by one."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS])
    children = RequestedChildAsked(many=True, allow_empty=False)
    left_out = LeftOutAsked(many=True, required=False)
    section_47_outcome = serializers.ChoiceField(choices=Section47Outcome.choices, required=False)
    decided_on = serializers.DateField(required=False)
    transfer = TransferInAsked(
        required=False, allow_null=True, help_text="Only for a transfer-in conference"
    )
    early_reason = serializers.ChoiceField(choices=EarlyReason.choices, required=False)
    wanted_by = serializers.DateField(required=False)
    reason = words()
    interim_safety_plan = words()
    relatives = numbers(
        required=False, help_text="Relatives, by person; see “relationships” of a child"
    )
    professionals = numbers(required=False, help_text="See “invitees” of the family")
    others = words(required=False, max_length=2000)
    interpreter = words(required=False, max_length=200)
    access_needs = words(required=False, max_length=300)
    step_free_wanted = serializers.BooleanField(default=False)
    hearing_loop_wanted = serializers.BooleanField(default=False)
    separate_waiting = serializers.BooleanField(default=False)
    remote_wanted = serializers.BooleanField(default=False)
    police_wanted = serializers.BooleanField(default=True)
    exclusion_asked = words(required=False)
    late_reason = serializers.ChoiceField(choices=LateReason.choices, required=False)
    late_note = words(required=False)
    agreement = AgreementAsked()
    example = {
        "kind": "initial",
        "children": [{"child": 12, "discussed_on": "2026-11-17"}],
        "section_47_outcome": "substantiated_likely",
        "decided_on": "2026-11-19",
        "reason": "Both children have been left alone at night.",
        "interim_safety_plan": "Grandmother stays at night.",
        "relatives": [41],
        "professionals": [31],
        "agreement": {"name": "Priya Manager", "at": "2026-11-19T14:30:00Z"},
    }

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["kind"] != ConferenceKind.TRANSFER_IN:
            words = ["Only children of a transfer-in conference come from another authority."]
            if asked.get("transfer"):
                raise serializers.ValidationError({"transfer": words}, code="not_a_transfer")
            if any(each.get("their_plan") for each in asked["children"]):
                raise serializers.ValidationError({"children": words}, code="not_a_transfer")
        return asked


class ScreeningAsked(Asked):
    outcome = serializers.ChoiceField(choices=ScreeningOutcome.choices)
    reason = words(required=False)
    example = {"outcome": "proceed", "reason": ""}


class RequestingFamily(StepView):
    noun, full = "requesting_family", RequestFull

    def rows(self) -> FamilyScopedQuerySet:
        return rows.families()

    @extend_schema(responses={200: ProfessionalRow(many=True)})
    @action(detail=True, methods=["get"], area="conferences")
    def invitees(self, request: Request, pk: int) -> Response:
        """Professionals who may be invited. Relatives stand with each child."""
        family: Family = self.open(pk)
        self.only_if(rules.may_ask_for(request.user, ConferenceKind.REVIEW), family, MAY_NOT_ASK)
        return Response(ProfessionalRow(all_professionals(), many=True).data)

    @extend_schema(request=ConferenceAsked, responses={201: RequestFull})
    @action(detail=True, methods=["post"], area="conferences")
    def requests(self, request: Request, pk: int) -> Response:
        """Ask for a conference: the request goes to the duty officer, and the clocks run."""
        family: Family = self.open(pk)
        kind = request.data.get("kind") if isinstance(request.data, dict) else None
        wanted = kind if kind in KINDS else ConferenceKind.INITIAL
        self.only_if(rules.may_ask_for(request.user, wanted), family, MAY_NOT_ASK)
        asked = self.answers(ConferenceAsked)
        return self.take_step(
            lambda by: ask_for_conference(family=family, asked=_whole(family, asked), by=by),
            show=self._in_full,
        )

    def _in_full(self, made: ConferenceRequest) -> dict[str, Any]:
        found = rows.requests_in_full().visible_to(self.request.user)
        return self.shown(found.get(pk=made.pk))


def _whole(family: Family, asked: dict[str, Any]) -> WholeRequest:
    children = {child.pk: child for child in standing_children(family)}
    relatives = {person.pk: person for person in relatives_of_family(family)}
    known = Professional.objects.filter(pk__in=asked.get("professionals", ()))
    professionals = {each.pk: each for each in known.select_related("agency")}
    return WholeRequest(
        kind=ConferenceKind(asked["kind"]),
        children=[_child(given, children) for given in asked["children"]],
        left_out={
            one("left_out", given["child"], children): given["reason"]
            for given in asked.get("left_out", ())
        },
        answers=_answers(asked),
        transfer=_transfer(asked.get("transfer")),
        relatives=chosen("relatives", asked.get("relatives", ()), relatives),
        professionals=chosen("professionals", asked.get("professionals", ()), professionals),
        others=asked["others"],
        agreed_by=asked["agreement"]["name"],
        agreed_at=asked["agreement"]["at"],
    )


def _child(given: dict[str, Any], children: dict[int, Any]) -> ChildAsked:
    holders = given.get("parental_responsibility")
    theirs = given.get("their_plan")
    return ChildAsked(
        child=one("children", given["child"], children),
        discussed_on=given.get("discussed_on"),
        their_plan=TheirPlan(Category(theirs["category"]), theirs["started_on"])
        if theirs
        else None,
        parental_responsibility=None if holders is None else frozenset(holders),
        advocacy=Advocacy(**given["advocacy"]) if given.get("advocacy") else None,
    )


def _transfer(given: dict[str, Any] | None) -> TransferAsked | None:
    if given is None:
        return None
    facts = {name: given[name] for name in TransferDetails.__dataclass_fields__}
    return TransferAsked(details=TransferDetails(**facts), papers=given["papers"])


ALWAYS = (steps.REASON, steps.SAFETY_PLAN, steps.NEEDS, steps.EXCLUSION)
# Asked only of one kind, or only when it is late: kept when all of it is there.
SOMETIMES = (steps.SECTION_47, steps.EARLY, steps.LATE)


def _answers(asked: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By step. What is missing the request itself says when it is sent."""
    given = [step for step in SOMETIMES if all(name in asked for name in steps.FIELDS[step])]
    kept = {step: {name: asked[name] for name in steps.FIELDS[step]} for step in (*ALWAYS, *given)}
    if asked["kind"] == ConferenceKind.INITIAL:
        kept[steps.STRATEGY] = {}
    return kept


class RequestSteps(Requests):
    """The same resource with its steps."""

    @extend_schema(request=ScreeningAsked, responses={201: RequestFull})
    @action(detail=True, methods=["post"])
    def screen(self, request: Request, pk: int) -> Response:
        """The duty officer's advice: proceed, more work, or divert."""
        about: ConferenceRequest = self.open(pk)
        self.only_if(rules.may_screen(request.user), about, "Only a duty officer may screen.")
        asked = self.answers(ScreeningAsked)
        outcome = ScreeningOutcome(asked["outcome"])

        def show(made: Screening) -> dict[str, Any]:
            return self._shown_again(about)

        return self.take_step(
            lambda by: screen_request(
                request=about, outcome=outcome, reason=asked["reason"], by=by
            ),
            show=show,
        )
