"""A guest opens a link, asks for a code, types it and gets one paper. No sign-in, no names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import DomainError
from disclosure.domain import guests
from disclosure.domain.checking import file_name
from disclosure.forms.guest import CodeForm
from disclosure.views.private_files import pdf_file
from notifications.enums import Channel


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Type the code and get the paper."""
    found = _try(lambda: guests.find_pass(token))
    if isinstance(found, DomainError):
        return _gone(request, found)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        got = _try(lambda: guests.collect(token, code=form.cleaned_data["code"]))
        if not isinstance(got, DomainError):
            pack, content = got
            return pdf_file(content, file_name(pack))
        form.add_error("code", got.message)
    context = {
        "form": form,
        "token": token,
        "code_sent": found.code_sent_at,
        "by_text": found.channel == Channel.SMS,
    }
    return render(request, "disclosure/guest.html", context)


@require_POST
def send_code(request: HttpRequest, token: str) -> HttpResponse:
    sent = _try(lambda: guests.send_code(token))
    if isinstance(sent, DomainError):
        return _gone(request, sent)
    return redirect("guest:open", token)


def _try(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except DomainError as objection:
        return objection


def _gone(request: HttpRequest, why: DomainError) -> HttpResponse:
    return render(request, "disclosure/guest_gone.html", {"why": why.message}, status=403)
