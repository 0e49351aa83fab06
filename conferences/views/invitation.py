"""What an invited person sees by their own link, in their language: a time, a place, an answer.

There is no sign-in: the link is unguessable and says nothing about anybody. Opening it and
answering are audited. It opens nothing from the day after the meeting.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import DomainError, TooOften
from audit import context
from conferences.calendar_entry import calendar_entry, content_type
from conferences.domain.invitation_message import begins, link_of, tells_of_exclusion
from conferences.domain.invited import TOO_OFTEN, Over, answer_invitation, open_by_link
from conferences.domain.safe_contact import is_at_work
from conferences.enums import Instead, InvitationKind, Joining
from conferences.forms.participants import AnswerForm
from conferences.letters import draw_own_invitation
from conferences.limits import LETTERS_FROM_PLACE, LETTERS_OF_LINK, TEN_MINUTES
from conferences.models import Invitation
from disclosure.domain.distribution import language_of
from disclosure.presenters.guest_page import Spoken, every_language, gone, spoken
from disclosure.wording import say, say_time, say_weekday, translated, words

CANCELLED = {
    Instead.NEW_DAY: ("invited.cancelled", "invited.was_to_be"),
    Instead.ANOTHER: ("invited.cancelled", "invited.another"),
    Instead.NOTHING: ("letter.cancel.no_meeting", "invited.nothing"),
}


def by_link(
    view: Callable[[HttpRequest, Invitation, UUID], HttpResponse],
) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """The view is given what the holder of the link was told last."""

    @wraps(view)
    def opened(request: HttpRequest, token: UUID) -> HttpResponse:
        try:
            told = open_by_link(token)
        except Over:
            return _over(request)
        except TooOften:
            return _too_often(request)
        if told is None:
            raise Http404("There is no such invitation.")
        return view(request, told, token)

    return opened


def _over(request: HttpRequest) -> HttpResponse:
    """Whom to telephone, in every language: who finds an old link learns nobody's."""
    telephone = format_html("<bdi>{}</bdi>", settings.OFFICE_TELEPHONE)
    pages = every_language()
    lines = [
        (page, format_html(words(page.language)["invited.over_text"], telephone=telephone))
        for page in pages
    ]
    context = {"page": pages[0], "lines": lines}
    return render(request, "conferences/participants/invitation_over.html", context, status=410)


def _too_often(request: HttpRequest) -> HttpResponse:
    """In every language: whose link it is, is not looked up any more."""
    page = gone(TOO_OFTEN, every_language())
    response = render(request, "disclosure/guest_gone.html", page, status=429)
    response["Retry-After"] = str(TEN_MINUTES)
    return response


@require_http_methods(["GET", "POST"])
@by_link
def invitation(request: HttpRequest, told: Invitation, token: UUID) -> HttpResponse:
    page = spoken(language_of(told.participant.person, at_work=is_at_work(told.participant)))
    form = AnswerForm(request.POST or None, language=page.language)
    when = _when(told, page)
    off = _off(told, page, when)
    may_answer = request.method == "POST" and off is None
    if may_answer and form.is_valid() and _answer(told, form, page):
        messages.success(request, words(page.language)["invited.thanks"])
        return redirect("conferences:invitation", token)
    context = {
        "told": told,
        "token": token,
        "page": page,
        "when": when,
        "off": off,
        "is_cancelled": off is not None and not _is_kept_out(told),
        "form": form,
    }
    return render(request, "conferences/participants/invitation.html", context)


def _off(told: Invitation, page: Spoken, when: str) -> tuple[str, str] | None:
    """What is said instead of an invitation: a heading and a sentence. None while it holds."""
    said = words(page.language)
    if _is_kept_out(told):
        sentence = say("mail.excluded", page.language, when=when)
        return said["letter.exclusion.title"], sentence
    if told.kind == InvitationKind.CANCEL:
        title, sentence = CANCELLED[Instead(told.instead)]
        return said[title], say(sentence, page.language, when=when)
    return None


def _is_kept_out(told: Invitation) -> bool:
    """The meeting takes place without them: an entry that says "cancelled" would mislead."""
    return told.participant.is_excluded or tells_of_exclusion(told)


def _answer(told: Invitation, form: AnswerForm, page: Spoken) -> bool:
    try:
        answer_invitation(invitation=told, joining=Joining(form.cleaned_data["joining"]))
    except DomainError as objection:
        form.add_error(None, translated(objection.message, page.language))
        return False
    return True


def _when(told: Invitation, page: Spoken) -> str:
    """Tuesday 3 March 2027, 9:30am to 11:30am; without an end, at 9:30am."""
    until = told.told_until
    if until is None:
        return begins(told, page.language)
    return say(
        "invited.from_to",
        page.language,
        day=say_weekday(told.starts_at, page.language),
        start=say_time(told.starts_at, page.language),
        end=say_time(until, page.language),
    )


@require_safe
@by_link
def letter(request: HttpRequest, told: Invitation, token: UUID) -> HttpResponse:
    """The same to keep or print. As on the page, nothing says whose it is or who wrote it."""
    # Before it is drawn: drawing is slow, and each process draws one thing at a time.
    here = LETTERS_FROM_PLACE.allows(context.current().address)
    if not (here and LETTERS_OF_LINK.allows(str(token))):
        return _too_often(request)
    content = draw_own_invitation(told)
    if content is None:
        raise Http404("There is no such letter.")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="letter.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@by_link
def entry(request: HttpRequest, told: Invitation, token: UUID) -> HttpResponse:
    """The time for their calendar: also where the email could carry no attachment. Not for whoever
    is kept out: an entry that says "cancelled" would mislead."""
    if _is_kept_out(told):
        raise Http404("There is no such entry.")
    response = HttpResponse(
        calendar_entry(told, link=link_of(told)),
        content_type=f"{content_type(told)}; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
