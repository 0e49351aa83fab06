"""A time that somebody cannot make."""

from __future__ import annotations

from govuk.forms import GovukForm, LongTextField, NameField


class RefusedSlotForm(GovukForm):
    refused_by = NameField(label="Who cannot come then")
    reason = LongTextField(label="Why", rows=3, character_limit=1000)
