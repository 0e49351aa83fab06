"""Who in business support is trained to clear packs: recorded, and taken back, by a head."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.looking_after import check_not_oneself
from accounts.views.request import SignedInRequest
from desk.forms.staff import TrainingForm, WhyForm
from disclosure.domain.training import (
    NOT_TO_TRAIN,
    record_training,
    training_of,
    withdraw_training,
)
from disclosure.rules import may_record_training
from people.domain import staff
from people.domain.permission import require
from people.forms.saving import saved


@login_required
@require_http_methods(["GET", "POST"])
def training(request: SignedInRequest, pk: int) -> HttpResponse:
    by, verb = request.user, "disclosure.record_training"
    require(may_record_training(by), verb, by=by, message=NOT_TO_TRAIN)
    user = staff.open_staff(pk, by=by)
    check_not_oneself(user, verb=verb, by=by)
    standing = training_of(user)
    form = (WhyForm if standing else TrainingForm)(request.POST or None)

    def act() -> object:
        step = withdraw_training if standing else record_training
        return step(user=user, by=by, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, "The training is taken back." if standing else "The training is recorded.")
        return redirect("desk:staff_one", pk)
    context: dict[str, Any] = {"form": form, "of": user, "standing": standing}
    return render(request, "desk/staff/training.html", context)
