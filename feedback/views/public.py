"""The pages a printed code leads to. No sign-in, no cookie; nobody is asked who they are.

A page depends on the address alone: the same for every code that works, and the same for every
code that does not, whatever the reason. Cross-site posts are not guarded against: there is no
session to abuse, and whoever can post holds the code already. A telephone that refuses cookies
must not lose what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from audit import context
from feedback.boxes import WORDS
from feedback.domain.answering import (
    CodeDoesNotWork,
    EnoughSaid,
    Taken,
    give_answer,
    open_slip,
)
from feedback.domain.codes import audience_of, grouped, plain
from feedback.enums import Audience, GivenBy
from feedback.forms.public import AnswerForm
from feedback.limits import LOOKS, SENDS
from feedback.presenters import public as shown

View = Callable[..., HttpResponse]
THANKS = {Taken.FIRST: "say:thanks", Taken.AGAIN: "say:had_it"}


def nameless(view: View) -> View:
    """What is audited here does not say from which address it came."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = context.current()
        with context.during(context.RequestContext(request_id=here.request_id)):
            return view(request, *args, **kwargs)

    return guarded


@nameless
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, language: str = "en") -> HttpResponse:
    """For those who type the address: then the code."""
    language = shown.language_to_speak(language)
    code = plain(request.POST.get("code", ""))
    if code:
        easy = audience_of(code) == Audience.CHILD
        return redirect("say:easy" if easy else "say:form", language, grouped(code))
    context = {
        **shown.page(language, title="feedback.code"),
        "others": shown.languages("say:enter_in", language),
    }
    return render(request, "feedback/public/enter.html", context)


@nameless
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, language: str, code: str, *, easy: bool = False) -> HttpResponse:
    audience = audience_of(code)
    language = shown.language_to_speak(language, audience)
    if request.method == "GET" and not LOOKS.allows(_address(request)):
        return _simple(request, "busy", language, status=429)
    try:
        slip = open_slip(code)
    except CodeDoesNotWork:
        return _gone(request, language)
    audience = Audience(slip.audience)
    asked = AnswerForm(request.POST if request.method == "POST" else None, audience=audience)
    problem, status = "", 200
    if request.method == "POST":
        taken, problem, status = _take(request, asked, code, language, easy=easy)
        if taken:
            return redirect(THANKS[taken], language)
    return render(
        request,
        "feedback/public/form.html",
        {
            **shown.page(language),
            "code": code,
            "is_easy": easy,
            "is_answered": slip.answered_on is not None,
            "questions": shown.questions(asked, language, audience),
            "boxes": shown.boxes(asked, language),
            "problems": shown.problems(asked, language, audience, problem) if request.POST else [],
            "others": _others(audience, language, code, easy=easy),
        },
        status=status,
    )


def _address(request: HttpRequest) -> str:
    """For the limits alone: the audit is not told it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _take(
    request: HttpRequest, asked: AnswerForm, code: str, language: str, *, easy: bool
) -> tuple[Taken | None, str, int]:
    """What was taken; or nothing, what to say and with which status. The words stay on the page."""
    if not SENDS.allows(_address(request)):
        return None, "feedback.busy", 429
    if not asked.is_valid():
        return None, "", 200
    by = GivenBy.EASY if easy else GivenBy.PHONE
    try:
        return give_answer(code=code, given=asked.given(language=language, by=by)), "", 302
    except EnoughSaid:
        return None, "feedback.enough", 409


def _others(
    audience: Audience, language: str, code: str, *, easy: bool
) -> list[tuple[str, str, str]]:
    if audience == Audience.PROFESSIONAL:
        return []
    return shown.languages("say:easy" if easy else "say:form", language, code)


def _gone(request: HttpRequest, language: str) -> HttpResponse:
    """Never why. What was typed is shown, so that it can be copied."""
    kept = [request.POST[name] for name in WORDS if request.POST.get(name)]
    return _simple(request, "gone", language, status=404, kept=kept)


@require_safe
def thanks(request: HttpRequest, language: str) -> HttpResponse:
    return _simple(request, "thanks", shown.language_to_speak(language))


@require_safe
def had_it(request: HttpRequest, language: str) -> HttpResponse:
    return _simple(request, "had_it", shown.language_to_speak(language))


def _simple(
    request: HttpRequest, name: str, language: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page that only says something: thanks, we have it, this does not work, too many."""
    title = "feedback.title" if name == "busy" else f"feedback.{name}"
    text = f"feedback.{'busy_page' if name == 'busy' else f'{name}_text'}"
    said = shown.page(language, title=title)
    context = {**said, "text": said["said"][text.removeprefix("feedback.")], **more}
    return render(request, "feedback/public/says.html", context, status=status)
