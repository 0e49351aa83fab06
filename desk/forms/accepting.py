"""Why it can wait, and until when."""

from __future__ import annotations

import datetime as dt

from desk.domain.accepting import MOST_DAYS
from govuk.forms import GovukDateField, GovukForm, LongTextField
from timescales.domain import today_in_london


def _latest() -> dt.date:
    return today_in_london() + dt.timedelta(days=MOST_DAYS)


class AcceptForm(GovukForm):
    reason = LongTextField(
        label="Why can it wait?",
        help_text="Your manager reads this beside it on the list of the team.",
        rows=3,
    )
    until_on = GovukDateField(
        label="When should it come back?",
        help_text=f"At most {MOST_DAYS} days from today.",
        when="future",
        latest=_latest,
    )
