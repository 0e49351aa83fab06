"""What waits to be read, what is with duty, what was read; and one comment with its steps."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import WrongState
from accounts.models import User
from accounts.views.request import SignedInRequest
from feedback import rules
from feedback.domain import reading
from feedback.domain.answering import READ_IN_TIME
from feedback.forms.staff import SettleForm
from feedback.models import Comment
from feedback.presenters.lists import tabs, with_why
from people.domain.permission import require
from people.domain.reading import list_all, open_one
from people.forms.saving import saved

MANY = 50


def only_if(may: Callable[[User], bool], request: SignedInRequest, verb: str) -> User:
    user = request.user
    require(may(user), verb, by=user)
    return user


@login_required
@require_safe
def to_read(request: SignedInRequest) -> HttpResponse:
    user = only_if(rules.may_read, request, "feedback.to_read")
    lines = reading.waiting(Comment.objects.visible_to(user).to_read(), rule=READ_IN_TIME)
    return _list(request, user, lines, "feedback.to_read", "feedback/to_read.html")


@login_required
@require_safe
def for_duty(request: SignedInRequest) -> HttpResponse:
    user = only_if(rules.may_settle, request, "feedback.for_duty")
    lines = reading.waiting(Comment.objects.visible_to(user).with_duty(), rule=reading.HARM_SETTLED)
    return _list(request, user, lines, "feedback.for_duty", "feedback/for_duty.html")


def _list(
    request: SignedInRequest, user: User, lines: list[reading.Waiting], verb: str, template: str
) -> HttpResponse:
    reading.note_opened([line.comment for line in lines], verb=verb, by=user)
    return render(request, template, {"tabs": tabs(user), "lines": with_why(lines)})


@login_required
@require_safe
def been_read(request: SignedInRequest) -> HttpResponse:
    """Without the words: each is opened, and that is audited."""
    user = only_if(rules.may_open_lists, request, "feedback.been_read")
    rows = Comment.objects.visible_to(user).filter(read_at__isnull=False)
    page = Paginator(rows.select_related("read_by").order_by("-read_at"), MANY).get_page(
        request.GET.get("page")
    )
    list_all(list(page.object_list), by=user, verb="feedback.been_read", children=[])
    return render(request, "feedback/been_read.html", {"tabs": tabs(user), "page_obj": page})


def _open(request: SignedInRequest, pk: int, verb: str) -> Comment:
    rows = Comment.objects.select_related("answer", "read_by", "sent_to_duty_by", "settled_by")
    opened: Comment = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


@login_required
@require_http_methods(["GET", "POST"])
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words. Sent with POST, the duty officer says what was done."""
    opened, user = _open(request, pk, "feedback.open"), request.user
    form = SettleForm(request.POST or None)
    if request.method == "POST":
        only_if(rules.may_settle, request, "feedback.settle")
        if form.is_valid():
            done = form.cleaned_data["what_was_done"]
            if saved(form, lambda: reading.settle(comment=opened, what_was_done=done, by=user)):
                messages.success(request, "What was done is recorded.")
                return redirect("feedback:comment", pk)
    context = {
        "comment": opened,
        "form": form if opened.state == "with_duty" and rules.may_settle(user) else None,
        "may_read": rules.may_read(user),
        "may_settle": rules.may_settle(user),
        "lists": "feedback:to_read" if rules.may_read(user) else "feedback:for_duty",
    }
    return render(request, "feedback/comment.html", context)


@login_required
@require_POST
def mark_read(request: SignedInRequest, pk: int) -> HttpResponse:
    opened = _open(request, pk, "feedback.read")
    reading.mark_read(comment=opened, by=request.user)
    messages.success(request, "Marked as read.")
    return redirect("feedback:to_read")


@login_required
@require_POST
def send_to_duty(request: SignedInRequest, pk: int) -> HttpResponse:
    opened = _open(request, pk, "feedback.send_to_duty")
    reading.send_to_duty(comment=opened, by=request.user)
    messages.success(request, "The duty officers are told now. Telephone them too if it is urgent.")
    return redirect("feedback:comment", pk)


@login_required
@require_POST
def find_family(request: SignedInRequest, pk: int) -> HttpResponse:
    """Goes on to the family's own page, which asks again who may see it."""
    opened = _open(request, pk, "feedback.find_family")
    try:
        family = reading.find_family(comment=opened, by=request.user)
    except WrongState as objection:
        messages.error(request, objection.message)
        return redirect("feedback:comment", pk)
    return redirect(family.get_absolute_url())
