"""When people are reminded: what is in force, what was before, and another from a day on."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from desk import rules
from desk.domain.reminding import schedule_on, set_schedule
from desk.forms.reminders import ScheduleForm
from desk.models import ReminderSchedule
from people.domain.permission import require
from people.forms.saving import attempt
from timescales.domain import today_in_london


@login_required
@require_http_methods(["GET", "POST"])
def schedule(request: SignedInRequest) -> HttpResponse:
    allowed = rules.may_set_reminders(request.user)
    message = "Only a head of service can change when people are reminded."
    require(allowed, "desk.set_reminders", by=request.user, message=message)
    now = schedule_on(today_in_london())
    typed = {name: ", ".join(map(str, getattr(now, name))) for name in ("before", "after")}
    form = ScheduleForm(request.POST or None, initial=typed)

    def act() -> None:
        set_schedule(by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "Saved.")
        return redirect("desk:reminders")
    context = {
        "form": form,
        "now": now,
        "rows": ReminderSchedule.objects.select_related("set_by"),
    }
    return render(request, "desk/radar/reminders.html", context)
