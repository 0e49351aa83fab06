"""Print the papers of one meeting or of a day; audited as printed before they are handed out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.bundle import page_of
from conferences.domain.kept_bundles import bundle_bytes
from conferences.domain.steps import require
from conferences.models import Conference
from disclosure.rendering.pdf import html_to_pdf
from disclosure.rendering.printing import on_fresh_sheets, watermarked


@transaction.atomic
def bundles_pdf(conferences: Sequence[Conference], *, on: dt.date, by: User) -> bytes:
    """The papers of these meetings as one job, each beginning on a fresh sheet.

    Every page says for whose meeting it is, who printed it and when. The papers of one meeting
    keep their tags; a job of several is for the printer. Raises `NotAllowed` for whoever runs or
    minutes not every one of them.
    """
    for conference in conferences:
        require(
            rules.may_record(by, conference),
            "conferences.bundles",
            by=by,
            about=conference,
            message="Only the chair or business support may print the paper bundle.",
        )
    concerned = [child for each in conferences for child in each.children_concerned()]
    record(
        Action.PRINTED, "conferences.bundles", by=by, subjects=list(conferences), children=concerned
    )
    if not conferences:
        return html_to_pdf(page_of([], on=on), layout="bundle", identifier=f"no bundles {on}")
    papers = [bundle_bytes(conference, on=on) for conference in conferences]
    job = papers[0] if len(papers) == 1 else on_fresh_sheets(papers)
    return watermarked(job, f"Printed by {by.name}, {timezone.localtime():%d/%m/%Y %H:%M}")
