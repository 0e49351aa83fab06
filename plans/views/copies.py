"""Choose who gets a copy of the full plan, and see each one on its way."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import WrongState
from accounts.models import User
from accounts.views.request import SignedInRequest
from disclosure.enums import CHANGEABLE
from disclosure.forms.distribution import DistributionForm
from disclosure.models import Pack, Recipient
from disclosure.tasks import prepare_soon
from people.forms.saving import saved
from people.models import Family
from plans.domain.around import not_to_tick
from plans.domain.copies import copies_of, full_plans_of
from plans.domain.giving_copies import make_copies, propose_copies
from plans.domain.queries import open_plans_of
from plans.views.opening import family_to_work_on


@login_required
@require_http_methods(["GET", "POST"])
def copies(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_work_on(request, pk, "plans.copies")
    user = request.user
    if not open_plans_of(family):
        raise WrongState(
            "No child of this family is on a child protection plan.", rule="not_on_a_plan"
        )
    records = full_plans_of(family)
    rows = Recipient.objects.visible_to(user).on_the_sheet().filter(record__in=records)
    form = DistributionForm(
        request.POST or None,
        proposals=propose_copies(family),
        chosen={row.person_id: row for row in rows.select_related("person")},
    )
    if request.method == "POST" and form.is_valid():
        packs = saved(form, lambda: _make(family, form, user))
        if packs is not None:
            prepare_soon(pack for pack in packs if pack.state in CHANGEABLE)
            success(request, "The copies are being made ready.")
            return redirect("plans:copies", family.pk)
    context = {
        "family": family,
        "form": form,
        "not_ticked": not_to_tick(family),
        "records": records,
        "packs": copies_of(records, reader=user),
    }
    return render(request, "plans/copies.html", context)


def _make(family: Family, form: DistributionForm, by: User) -> list[Pack]:
    return make_copies(family=family, choices=form.choices(), unticked=form.unticked(), by=by)
