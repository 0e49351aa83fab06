"""A partner opens a link, asks for a code, types it, reads what is asked and answers.

No sign-in. Which link was let in, and when, stands in the visitor's session, and so does an answer
that came when the hour was over, until a new code lets it in. The browser keeps no words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import DomainError, TooOften, WrongState
from disclosure.domain.one_time import hash_of
from disclosure.enums import Language
from disclosure.forms.guest import CodeForm
from disclosure.presenters.guest_page import gone, spoken
from escalations.domain import answer_passes
from escalations.domain.answering import answer_as_guest
from escalations.forms.resolution_form import AnswerForm
from escalations.models import AnswerPass
from escalations.presenters import raised as shown

LET_IN, TO_SEND = "answer_passes", "answers_to_send"
KEPT = (
    "Your hour is over. Your answer is not sent yet, and is kept: ask for a new code, then send it."
)


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    since = _let_in_at(request, token)
    if since is None:
        return _private(_ask_for_code(request, token))
    one = _try(lambda: answer_passes.read_as_guest(token, since=since))
    if isinstance(one, WrongState):  # the hour is over: in again with a new code
        _forget(request, token)
        _keep_answer(request, token)
        return redirect("answers:open", token)
    if isinstance(one, DomainError):
        return _private(_gone(request, one))
    return _private(_ask_for_answer(request, token, one, since))


def _ask_for_code(request: HttpRequest, token: str) -> HttpResponse:
    found = _try(lambda: answer_passes.find_pass(token))
    if isinstance(found, DomainError):
        return _gone(request, found)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        one = _try(lambda: answer_passes.let_in(token, code=form.cleaned_data["code"]))
        if not isinstance(one, DomainError):
            _remember(request, token, one)
            return redirect("answers:open", token)
        form.add_error("code", one.message)
    context = {"form": form, "token": token, "code_sent": found.code_sent_at}
    return render(request, "escalations/guest_code.html", context)


def _ask_for_answer(
    request: HttpRequest, token: str, one: AnswerPass, since: dt.datetime
) -> HttpResponse:
    kept = request.session.get(TO_SEND, {}).get(hash_of(token))
    form = AnswerForm(request.POST or None, initial={"answer": kept})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["answer"]
        done = _try(lambda: answer_as_guest(token, answer=words, since=since))
        if not isinstance(done, DomainError):
            _forget(request, token)
            return render(request, "escalations/guest_thanks.html")
        form.add_error(None, done.message)
    resolution = one.stage.form
    context = {
        "form": form,
        "raised": resolution,
        "reasons": shown.reason_labels(resolution.reasons),
        "line": shown.stage_line(resolution, one.stage),
    }
    return render(request, "escalations/guest_answer.html", context)


@require_POST
def send_code(request: HttpRequest, token: str) -> HttpResponse:
    sent = _try(lambda: answer_passes.send_code(token))
    if isinstance(sent, DomainError):
        if sent.rule != "too_soon":
            return _gone(request, sent)
        messages.info(request, sent.message)
    return redirect("answers:open", token)


def _try(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except DomainError as objection:
        return objection


def _let_in_at(request: HttpRequest, token: str) -> dt.datetime | None:
    at = request.session.get(LET_IN, {}).get(hash_of(token))
    return dt.datetime.fromisoformat(at) if at else None


def _remember(request: HttpRequest, token: str, one: AnswerPass) -> None:
    assert one.opened_at is not None
    request.session.cycle_key()
    known = request.session.get(LET_IN, {})
    request.session[LET_IN] = {**known, hash_of(token): one.opened_at.isoformat()}


def _forget(request: HttpRequest, token: str) -> None:
    for name in (LET_IN, TO_SEND):
        known = request.session.get(name, {})
        request.session[name] = {key: one for key, one in known.items() if key != hash_of(token)}


def _keep_answer(request: HttpRequest, token: str) -> None:
    if answer := request.POST.get("answer", "").strip():
        known = request.session.get(TO_SEND, {})
        request.session[TO_SEND] = {**known, hash_of(token): answer}
        messages.info(request, KEPT)


def _gone(request: HttpRequest, why: DomainError) -> HttpResponse:
    context = gone(why.message, [spoken(Language.ENGLISH)])
    status = 429 if isinstance(why, TooOften) else 403
    return render(request, "disclosure/guest_gone.html", context, status=status)


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
