"""Record a death or a pregnancy that ended; agree how to be in touch; take a mistake back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success, warning
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from desk.domain.after_a_death import what_goes_on
from desk.domain.bereavement import record_loss, take_back_loss, write_again
from desk.forms.bereavement import ContactForm, LookedOverForm, LossForm, TakenBackForm
from people.domain.bereavement import look_over
from people.domain.permission import require
from people.domain.queries import network_of, standing_children
from people.domain.reading import open_one
from people.forms.saving import saved
from people.models import Bereavement
from people.rules import may_edit_family, may_look_over
from people.views.opening import family_to_edit, require_may_edit


def _open(request: SignedInRequest, pk: int, verb: str) -> Bereavement:
    rows = Bereavement.objects.select_related("family", "person", "recorded_by")
    row: Bereavement = open_one(rows, by=request.user, verb=verb, pk=pk)
    return row


@login_required
@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_edit(request, pk, "desk.record_loss")
    children = standing_children(family)
    known = {child.pk for child in children}
    relatives = [person for person in network_of(family) if person.pk not in known]
    form = LossForm(request.POST or None, children=children, relatives=relatives)
    if request.method == "POST" and form.is_valid():
        answers, user = form.cleaned_data, request.user
        rows = saved(
            form,
            lambda: record_loss(
                family=family,
                person=form.who(),
                happened_on=answers["happened_on"],
                authorised_by=answers["authorised_by"],
                by=user,
            ),
        )
        if rows:
            row = next(row for row in rows if row.family_id == family.pk)
            return redirect("desk:bereavement", row.pk)
    return render(request, "desk/record_loss.html", {"form": form, "family": family})


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    row, user = _open(request, pk, "desk.bereavement"), request.user
    may_look = row.is_to_look_over and may_look_over(user, row.family)
    context = {
        "row": row,
        "may_look": may_look,
        "goes_on": what_goes_on(row, reader=user) if may_look else None,
        "family": row.family,
        "may_edit": may_edit_family(user, row.family),
    }
    return render(request, "desk/bereavement.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _open(request, pk, "desk.agree_contact")
    require_may_edit(request, row.family, "desk.agree_contact")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note, user = form.cleaned_data["note"], request.user
        if saved(form, lambda: write_again(bereavement=row, note=note, by=user)):
            success(request, "Thank you. Letters may go to the family again.")
            return redirect("desk:bereavement", row.pk)
    context = {"form": form, "family": row.family, "row": row, "heading": "How to be in touch"}
    return render(request, "desk/loss_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    """A manager has looked at what goes on, and says what was decided."""
    row, user = _open(request, pk, "desk.look_over"), request.user
    require(may_look_over(user, row.family), "desk.look_over", by=user, subjects=[row])
    form = LookedOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if saved(form, lambda: look_over(bereavement=row, note=note, by=user)):
            success(request, "Thank you. What was decided is kept.")
            return redirect("desk:bereavement", row.pk)
    context = {"form": form, "family": row.family, "row": row, "heading": "What was decided"}
    return render(request, "desk/loss_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    row = _open(request, pk, "desk.take_back_loss")
    require_may_edit(request, row.family, "desk.take_back_loss")
    form = TakenBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], request.user
        left_out = saved(form, lambda: take_back_loss(bereavement=row, reason=reason, by=user))
        if left_out is not None:
            success(request, "Taken back. The plan and the deadlines run again.")
            for words in left_out:
                warning(request, f"Put right by hand, the child was left out of it: {words}.")
            return redirect(row.family)
    context = {
        "form": form, "family": row.family, "row": row, "heading": "It was recorded by mistake",
    }  # fmt: skip
    return render(request, "desk/loss_form.html", context)
