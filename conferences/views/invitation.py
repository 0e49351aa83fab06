"""What an invited person sees by their own link: a time, a place, and how to answer.

There is no sign-in: the link is unguessable and says nothing about anybody. Opening it and
answering are audited.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from conferences.calendar_entry import calendar_entry, content_type
from conferences.domain.invitation_message import link_of
from conferences.domain.invited import answer_invitation, open_by_link
from conferences.enums import InvitationKind, Joining
from conferences.forms.participants import AnswerForm
from conferences.presenters.conference import when_words
from conferences.views.case_page import attempt


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: UUID) -> HttpResponse:
    told = open_by_link(token)
    if told is None:
        raise Http404("There is no such invitation.")
    form = AnswerForm(request.POST or None)

    def act() -> None:
        answer_invitation(invitation=told, joining=Joining(form.cleaned_data["joining"]))

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "Thank you. We have your answer.")
        return redirect("conferences:invitation", token)
    context = {
        "told": told,
        "token": token,
        "when": when_words(told.starts_at, told.ends_at),
        "cancelled": told.kind == InvitationKind.CANCEL,
        "form": form,
    }
    return render(request, "conferences/participants/invitation.html", context)


@require_safe
def entry(request: HttpRequest, token: UUID) -> HttpResponse:
    """The time for their calendar: also where the email could carry no attachment."""
    told = open_by_link(token)
    if told is None:
        raise Http404("There is no such invitation.")
    response = HttpResponse(
        calendar_entry(told, link=link_of(told)),
        content_type=f"{content_type(told)}; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
