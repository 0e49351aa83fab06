"""Slots lost and slots that will not hold, each with the smallest change that would mend it.

Proposals only: the link leads to the page where a person takes the slot, with its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from bookings.domain import queries
from bookings.domain.queries import RedListEntry
from conferences import rules
from conferences.domain.caseloads import children_for_each_chair
from conferences.domain.slots import need_of_conference
from conferences.presenters.diary_labels import Label, labels_for
from conferences.views.case_page import require_page


@dataclass(frozen=True, slots=True)
class Row:
    """`proposal` is a `bookings.domain.proposals.Mending` when proposals were asked for."""

    entry: RedListEntry
    label: Label
    proposal: object | None = None
    choose_url: str = ""


@login_required
@require_safe
def mend(request: SignedInRequest) -> HttpResponse:
    """`?propose` works out the changes; it takes some seconds, so it is asked for."""
    require_page(rules.may_book(request.user))
    entries = queries.red_list()
    labels = labels_for([e.booking for e in entries], request.user, verb="conferences.mend_diary")
    proposing = "propose" in request.GET
    rows = [Row(entry, labels[entry.booking.pk]) for entry in entries]
    if proposing:
        rows = _with_proposals(rows)
    return render(request, "conferences/diary/mend.html", {"rows": rows, "proposing": proposing})


def _with_proposals(rows: Sequence[Row]) -> list[Row]:
    # The solver takes seconds to load, so only the page that asks for proposals loads it.
    from bookings.domain.proposals import propose_mending

    conferences = [row.label.conference for row in rows if row.label.conference]
    found = propose_mending(
        [row.entry.booking for row in rows],
        needs={c.booking.pk: need_of_conference(c) for c in conferences if c.booking},
        caseloads=children_for_each_chair(),
        weights={c.booking.pk: len(c.children.all()) for c in conferences if c.booking},
    )
    proposals = {mending.booking.pk: mending for mending in found}
    answered = []
    for row in rows:
        proposal = proposals[row.entry.booking.pk]
        conference, url = row.label.conference, ""
        if conference is not None and proposal.offer is not None:
            key = proposal.offer.choice.key
            base = reverse("conferences:choose_slot", args=[conference.pk])
            url = f"{base}?{urlencode({'choice': key})}"
        answered.append(Row(row.entry, row.label, proposal, url))
    return answered
