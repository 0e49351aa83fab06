"""The steps of a request that are about people: children, parents, who to invite, advocates."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from conferences.domain import advocacy, invitees
from conferences.domain import request_steps as steps
from conferences.domain.parents import holders_of, keep_parental_responsibility, relatives_of
from conferences.domain.requesting import (
    Ground,
    Included,
    choose_children,
    choose_invitees,
    keep_answers,
)
from conferences.domain.strategy import icpc_due
from conferences.enums import ConferenceKind
from conferences.forms.request import StepForm
from conferences.models import ConferenceRequest, StrategyDiscussion
from govuk.forms import (
    Checkboxes,
    FilterSelect,
    GovukDateField,
    LongTextField,
    NameField,
    Radios,
)
from people.models import Child, Professional
from plans.domain.elsewhere import TheirPlan
from plans.domain.queries import open_plan_for
from plans.enums import Category

YES_NO = [("yes", "Yes"), ("no", "No")]


class ChildrenForm(StepForm):
    """Every child of the family: in, and from which strategy discussion, or out, and why."""

    step = steps.CHILDREN
    mark_optional = False

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        self.kind = ConferenceKind(request.kind)
        self.children = list(request.family.children.select_related("person"))
        self.discussions = list(request.family.strategy_discussions.all())
        super().__init__(data, request=request)
        self.label_sizes = {f"in_{child.pk}": "m" for child in self.children}

    def first_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for row in self.request.children.all():
            values |= {
                f"in_{row.child_id}": "yes",
                f"discussion_{row.child_id}": row.initiating_discussion_id,
                f"category_{row.child_id}": row.their_category,
                f"since_{row.child_id}": row.their_plan_started_on,
            }
        for row in self.request.left_out.all():
            values |= {f"in_{row.child_id}": "no", f"reason_{row.child_id}": row.reason}
        self._add_fields()
        return values

    def _add_fields(self) -> None:
        self.base_fields = dict(self.base_fields)
        for child in self.children:
            self.base_fields |= self._fields_for(child)

    def _fields_for(self, child: Child) -> dict[str, forms.Field]:
        key = child.pk
        fields = self._ground_fields(child)
        reveals = {"no": f"reason_{key}"} | ({"yes": tuple(fields)} if fields else {})
        asks = forms.ChoiceField(
            label=f"Is the conference about {child}?",
            choices=YES_NO,
            widget=Radios(reveals=reveals, hints={"yes": _plan_hint(child, self.kind)}),
            error_messages={"required": f"Say whether the conference is about {child}"},
        )
        reason = LongTextField(
            label=f"Why is it not about {child.person.called}?",
            rows=2,
            character_limit=2000,
            error_messages={"required": f"Say why the conference is not about {child}"},
        )
        return {f"in_{key}": asks, **fields, f"reason_{key}": reason}

    def _ground_fields(self, child: Child) -> dict[str, forms.Field]:
        """Why the conference is about the child: asked only of a child it is about."""
        if self.kind == ConferenceKind.REVIEW:
            return {}
        if self.kind == ConferenceKind.TRANSFER_IN:
            return _their_plan_fields(child)
        return {
            f"discussion_{child.pk}": forms.ChoiceField(
                label=f"Which strategy discussion started the enquiry for {child.person.called}?",
                choices=[(d.pk, _dated(d)) for d in self.discussions],
                widget=Radios(small=True),
                initial=self.discussions[0].pk if len(self.discussions) == 1 else None,
            )
        }

    def keep(self, *, by: User) -> None:
        answers = self.cleaned_data
        included: Included = {}
        left_out: dict[Child, str] = {}
        for child in self.children:
            if answers[f"in_{child.pk}"] == "yes":
                included[child] = self._ground(child)
            else:
                left_out[child] = answers[f"reason_{child.pk}"]
        choose_children(request=self.request, included=included, left_out=left_out, by=by)

    def _ground(self, child: Child) -> Ground:
        answers = self.cleaned_data
        if self.kind == ConferenceKind.TRANSFER_IN:
            since = answers[f"since_{child.pk}"]
            return TheirPlan(Category(answers[f"category_{child.pk}"]), since)
        chosen = answers.get(f"discussion_{child.pk}") or ""
        return next((d for d in self.discussions if str(d.pk) == chosen), None)


def _their_plan_fields(child: Child) -> dict[str, forms.Field]:
    name = child.person.called
    return {
        f"category_{child.pk}": forms.ChoiceField(
            label=f"What is {name}’s category there?",
            choices=Category.choices,
            widget=Radios(small=True),
        ),
        f"since_{child.pk}": GovukDateField(
            label=f"When did {name}’s plan start there?", when="past_or_today"
        ),
    }


def _dated(discussion: StrategyDiscussion) -> str:
    due = icpc_due(discussion).due_on
    return f"{discussion.held_on:%-d %B %Y}: conference due by {due:%-d %B %Y}"


def _plan_hint(child: Child, kind: ConferenceKind) -> str:
    on_plan = open_plan_for(child) is not None
    if kind == ConferenceKind.REVIEW:
        return "" if on_plan else "Not on a plan: ask for an initial conference instead"
    return "Already on a plan of ours: ask for an early review instead" if on_plan else ""


class ParentsForm(StepForm):
    """Who has parental responsibility for each child, as recorded, to be corrected here."""

    step = steps.PARENTS
    mark_optional = False

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        rows = request.children.select_related("child__person")
        self.children = [row.child for row in rows] or list(request.family.children.all())
        super().__init__(data, request=request)

    def first_values(self) -> dict[str, Any]:
        self.base_fields = dict(self.base_fields)
        for child in self.children:
            self.base_fields[f"holders_{child.pk}"] = forms.MultipleChoiceField(
                label=f"Who has parental responsibility for {child}?",
                choices=[(r.person_id, _who(r)) for r in relatives_of(child)],
                widget=Checkboxes(),
                required=False,
            )
        self.label_sizes = dict.fromkeys(self.base_fields, "m")
        return {f"holders_{child.pk}": holders_of(child) for child in self.children}

    def keep(self, *, by: User) -> None:
        for child in self.children:
            chosen = {int(key) for key in self.cleaned_data[f"holders_{child.pk}"]}
            keep_parental_responsibility(child=child, holders=chosen, by=by)
        keep_answers(request=self.request, step=self.step, by=by)


def _who(relationship: Any) -> str:
    return f"{relationship.person.name}, {relationship.get_kind_display().lower()}"


class InviteesForm(StepForm):
    """The family and the professionals already known to work with them, and anybody else."""

    step = steps.INVITEES
    adds_rows = True
    mark_optional = False

    family = forms.MultipleChoiceField(
        label="Family", widget=Checkboxes(), required=False, choices=[]
    )
    professionals = forms.MultipleChoiceField(
        label="Professionals who work with the family",
        widget=Checkboxes(),
        required=False,
        choices=[],
    )
    another = forms.ChoiceField(
        label="Another professional", widget=FilterSelect(), required=False, choices=[]
    )
    others = LongTextField(
        label="Anybody who is not on the list",
        rows=3,
        required=False,
        character_limit=2000,
        help_text="Name, job and how to reach them, one on each line",
    )
    label_sizes = {"family": "m", "professionals": "m"}

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        super().__init__(data, request=request)
        self.relatives = invitees.relatives_who_may_be_told(request)
        self.suggested = invitees.suggested_professionals(request)
        self._offer("family", [(p.pk, p.name) for p in self.relatives])
        self._offer("professionals", [(p.pk, _job(p)) for p in self.suggested])
        shown = {p.pk for p in self.suggested}
        rest = invitees.all_professionals().exclude(pk__in=shown)
        self._offer("another", [("", "Choose a professional"), *((p.pk, _job(p)) for p in rest)])

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def first_values(self) -> dict[str, Any]:
        asked = invitees.asked_for(self.request)
        if asked is None:
            return invitees.first_suggestion(self.request)
        return {"family": asked, "professionals": asked, "others": self.request.invitees}

    def keep(self, *, by: User) -> None:
        answers = self.cleaned_data
        relatives = [p for p in self.relatives if str(p.pk) in answers["family"]]
        chosen = {*answers["professionals"], answers["another"]} - {""}
        professionals = Professional.objects.filter(pk__in=chosen).select_related("agency")
        choose_invitees(
            request=self.request,
            invitees=invitees.rows_for(relatives, professionals),
            others=answers["others"],
            by=by,
        )


def _job(professional: Professional) -> str:
    return f"{professional.person.name}, {professional.job_title}, {professional.agency}"


AGREED, REFUSED = "agreed", "refused"


class AdvocacyForm(StepForm):
    """For each child aged 10 or more: has a parent agreed that an advocate is told?"""

    step = steps.ADVOCACY
    mark_optional = False

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        self.children = steps.children_for_advocacy(request)
        super().__init__(data, request=request)

    def first_values(self) -> dict[str, Any]:
        self.base_fields = dict(self.base_fields)
        values: dict[str, Any] = {}
        for child in self.children:
            self.base_fields |= _advocacy_fields(child)
            values |= _advocacy_values(child)
        self.label_sizes = {f"answer_{child.pk}": "m" for child in self.children}
        return values

    def keep(self, *, by: User) -> None:
        for child in self.children:
            self._keep_child(child, by)
        keep_answers(request=self.request, step=self.step, by=by)

    def _keep_child(self, child: Child, by: User) -> None:
        answers, key = self.cleaned_data, child.pk
        if answers[f"answer_{key}"] == AGREED:
            advocacy.record_agreement(
                child=child,
                agreed_by=answers[f"by_{key}"],
                agreed_on=answers[f"on_{key}"],
                offered_on=answers[f"offered_{key}"],
                by=by,
            )
        else:
            advocacy.record_refusal(
                child=child,
                reason=answers[f"why_{key}"],
                refused_by=answers[f"who_{key}"],
                offered_on=answers[f"asked_{key}"],
                by=by,
            )


def _advocacy_fields(child: Child) -> dict[str, forms.Field]:
    key, name = child.pk, child.person.called
    return {
        f"answer_{key}": forms.ChoiceField(
            label=f"May {name}’s details be passed to an advocate?",
            choices=[(AGREED, "Yes, a parent agreed"), (REFUSED, "No, or not asked yet")],
            widget=Radios(
                reveals={
                    AGREED: (f"by_{key}", f"on_{key}", f"offered_{key}"),
                    REFUSED: (f"who_{key}", f"asked_{key}", f"why_{key}"),
                }
            ),
        ),
        f"by_{key}": NameField(label="Which parent agreed"),
        f"on_{key}": GovukDateField(label="When they agreed", when="past_or_today"),
        f"offered_{key}": GovukDateField(
            label="When it was offered, if on another day", when="past_or_today", required=False
        ),
        f"who_{key}": NameField(label="Who refused, if somebody did", required=False),
        f"asked_{key}": GovukDateField(
            label="When it was offered, if not today", when="past_or_today", required=False
        ),
        f"why_{key}": LongTextField(
            label="Why not, or when they will be asked", rows=2, character_limit=300
        ),
    }


def _advocacy_values(child: Child) -> dict[str, Any]:
    row = advocacy.latest_for(child)
    if row is None:
        return {}
    return {
        f"answer_{child.pk}": AGREED if row.parent_agreed_on else REFUSED,
        f"by_{child.pk}": row.parent_agreed_by,
        f"on_{child.pk}": row.parent_agreed_on,
        f"offered_{child.pk}": row.offered_on if row.offered_on != row.parent_agreed_on else None,
        f"who_{child.pk}": row.refused_by,
        f"asked_{child.pk}": row.offered_on,
        f"why_{child.pk}": row.refused_reason,
    }
