"""A guest opens a link, asks for a code, types it and gets one paper. No sign-in, no names.

Every page is in the language of the recipient's paper.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import DomainError, NotAllowed
from disclosure.domain import guests
from disclosure.domain.checking import file_name
from disclosure.forms.guest import CodeForm
from disclosure.models import GuestPass
from disclosure.presenters.guest_page import Spoken, every_language, gone, spoken
from disclosure.views.private_files import pdf_file
from disclosure.wording import translated, words


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Type the code and get the paper."""
    found = _try(lambda: guests.find_pass(token))
    if isinstance(found, DomainError):
        return _gone(request, found, every_language())
    page = spoken(found.pack.recipient.language)
    form = CodeForm(request.POST or None, language=page.language)
    if request.method == "POST" and form.is_valid():
        got = _try(lambda: guests.collect(token, code=form.cleaned_data["code"]))
        if not isinstance(got, DomainError):
            pack, content = got
            return pdf_file(content, file_name(pack))
        form.add_error("code", translated(got.message, page.language))
    return render(request, "disclosure/guest.html", _context(page, found, form, token))


def _context(page: Spoken, found: GuestPass, form: CodeForm, token: str) -> dict[str, Any]:
    said = words(page.language)
    return {
        "page": page,
        "form": form,
        "token": token,
        "code_sent": found.code_sent_at,
        "private": said[f"guest.page.private.{found.channel}"],
        "sent": said[f"guest.page.sent.{found.channel}"],
    }


@require_POST
def send_code(request: HttpRequest, token: str) -> HttpResponse:
    sent = _try(lambda: guests.send_code(token))
    if isinstance(sent, NotAllowed):
        return _gone(request, sent, every_language())
    if isinstance(sent, DomainError):
        page = spoken(guests.find_pass(token).pack.recipient.language)
        if sent.rule != "too_soon":
            return _gone(request, sent, [page])
        messages.info(request, translated(sent.message, page.language))
    return redirect("guest:open", token)


def _try(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except DomainError as objection:
        return objection


def _gone(request: HttpRequest, why: DomainError, pages: list[Spoken]) -> HttpResponse:
    return render(request, "disclosure/guest_gone.html", gone(why.message, pages), status=403)
