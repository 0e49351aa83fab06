"""The clearance queue: what waits for a second person, longest first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.errors import NotAllowed
from accounts.views.request import SignedInRequest
from disclosure.domain.clearing import NOT_A_SECOND_PERSON, queue_for
from disclosure.domain.waits import waits_lately
from disclosure.presenters.packs import in_words, waited
from disclosure.rules import clears, is_in_the_room
from people.domain.reading import list_all


@login_required
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    if not clears(request.user):
        raise NotAllowed(NOT_A_SECOND_PERSON)
    rows = queue_for(request.user).select_related("recipient__person", "record__family")
    packs = list_all(
        rows.prefetch_related("record__family__children", "findings"),
        by=request.user,
        verb="disclosure.queue",
        children=_children(rows),
    )
    shown = [
        (pack, waited(pack), request.user.pk in pack.author_ids(), is_in_the_room(pack))
        for pack in packs
    ]
    lately = waits_lately(request.user)
    context = {
        "packs": shown,
        "lately": lately,
        "middle": in_words(lately.middle) if lately.middle is not None else "",
        "longest": in_words(lately.longest) if lately.longest is not None else "",
    }
    return render(request, "disclosure/queue.html", context)


def _children(rows: object) -> list[int]:
    return [
        child.pk
        for pack in rows.prefetch_related("record__family__children")  # type: ignore[attr-defined]
        for child in pack.record.family.children.all()
    ]
