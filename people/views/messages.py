"""Messages: which did not arrive, and what to do about one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.request import SignedInRequest
from notifications.domain.delivering import log_of
from notifications.enums import TROUBLED, State
from people.domain import messages as outgoing
from people.domain.permission import require
from people.forms.messages import TROUBLE, CancelMessageForm, FindMessagesForm
from people.forms.saving import saved
from people.presenters.messages import line, what_to_do
from people.rules import may_see_messages

PAGE = 50
TROUBLE_FIRST = Case(
    When(state__in=TROUBLED, then=Value(0)), default=Value(1), output_field=IntegerField()
)


@login_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """What needs somebody first, then the newest."""
    user = request.user
    require(may_see_messages(user), "people.messages", by=user)
    form = FindMessagesForm(request.GET)
    rows = form.found(outgoing.recent(user)).order_by(TROUBLE_FIRST, "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counted = outgoing.counts(user)
    context = {
        "form": form,
        "page_obj": page,
        "lines": [line(message) for message in outgoing.shown(page, by=user)],
        "counts": [(State(state).label, state, counted[state]) for state in State.values],
        "trouble": TROUBLE,
        "in_trouble": sum(counted[state] for state in TROUBLED),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "people/messages.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that happened to one message; cancel it with a reason."""
    user = request.user
    message = outgoing.open_message(pk, by=user)
    form = CancelMessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: outgoing.cancel(message=message, reason=reason, by=user)):
            success(request, "Cancelled. It will not be sent.")
            return redirect("people:messages")
    context = {
        "form": form,
        "line": line(message),
        "steps": log_of(message),
        "what_to_do": what_to_do(message),
    }
    return render(request, "people/message.html", context)


@login_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    user = request.user
    outgoing.send_again(message=outgoing.open_message(pk, by=user), by=user)
    success(request, "It is on its way again.")
    return redirect("people:message", pk)
