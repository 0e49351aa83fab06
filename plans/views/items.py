"""Add to the plan, change an item, say how far it has come."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import WrongState
from accounts.views.request import SignedInRequest
from people.forms.saving import saved
from people.models import Family, Person
from plans.domain.around import not_to_tick, people_around, usual_audience
from plans.domain.developing import add_item, change_item, seen_now, update_item
from plans.domain.queries import open_plans_of
from plans.enums import ItemKind, ItemStatus
from plans.forms.items import ChangeItemForm, ItemForm, UpdateItemForm
from plans.models import PlanItem
from plans.views.opening import family_to_work_on, open_item, require_worker
from timescales.domain import today_in_london


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_work_on(request, pk, "plans.add_item")
    plans = open_plans_of(family)
    if not plans:
        raise WrongState(
            "No child of this family is on a child protection plan.", rule="not_on_a_plan"
        )
    form = ItemForm(
        request.POST or None,
        children=[plan.child for plan in plans],
        around=people_around(family),
        initial={"kind": ItemKind.ACTION, "audience": sorted(usual_audience(family))},
    )
    if request.method == "POST" and form.is_valid():
        words, user = form.words(), request.user
        plan = next((p for p in plans if p.child_id in words.about), plans[0])
        if saved(form, lambda: add_item(plan=plan, words=words, values=form.values(), by=user)):
            success(request, "Added to the plan.")
            return redirect("plans:plan", family.pk)
    context = {
        "form": form,
        "family": family,
        "heading": "Add to the plan",
        "not_ticked": not_to_tick(family),
    }
    return render(request, "plans/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    item = open_item(request, pk, "plans.change_item")
    family = item.passage.record.family
    require_worker(request, family, "plans.change_item")
    form = ChangeItemForm(
        request.POST or None,
        item=item,
        children=[],
        around=people_around(family, also=_holders(item)),
        initial=_about(item),
    )
    if request.method == "POST" and form.is_valid():
        user = request.user
        if saved(
            form,
            lambda: change_item(
                item=item, words=form.words(), values=form.values(), seen=form.seen(), by=user
            ),
        ):
            success(request, "The plan is changed. The old words are kept.")
            return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family, "heading": item.get_kind_display(), "item": item}
    return render(request, "plans/form.html", context)


def _holders(item: PlanItem) -> list[Person]:
    """Who may have the words today: offered, so that saving takes them from nobody unasked."""
    standing = item.passage.clearances.filter(revoked_at=None).select_related("person")
    return [row.person for row in standing]


def _about(item: PlanItem) -> dict[str, Any]:
    seen = seen_now(item)
    return {
        "text": item.passage.text,
        "owner": item.owner_id,
        "due_on": item.due_on,
        "audience": [person.pk for person in _holders(item)],
        "seen_words": seen.words,
        "seen_row": seen.row,
    }


@login_required
@require_http_methods(["GET", "POST"])
def update(request: SignedInRequest, pk: int) -> HttpResponse:
    item = open_item(request, pk, "plans.update_item")
    family: Family = item.passage.record.family
    require_worker(request, family, "plans.update_item")
    form = UpdateItemForm(
        request.POST or None,
        around=people_around(family),
        initial={"status": item.status, "on": today_in_london()},
    )
    if request.method == "POST" and form.is_valid():
        answers, user = form.cleaned_data, request.user
        if saved(
            form,
            lambda: update_item(
                item=item,
                status=ItemStatus(answers["status"]),
                on=answers["on"],
                words=answers["words"],
                audience=[int(person) for person in answers["audience"]],
                by=user,
            ),
        ):
            success(request, "Saved.")
            return redirect("plans:plan", family.pk)
    context = {"form": form, "family": family, "heading": "How far has it come?", "item": item}
    return render(request, "plans/form.html", context)
