"""A time that somebody cannot make."""

from __future__ import annotations

from conferences.forms.fields import NameField
from govuk.forms import GovukForm, LongTextField


class RefusedSlotForm(GovukForm):
    refused_by = NameField(label="Who cannot come then")
    reason = LongTextField(label="Why", rows=3, character_limit=1000)
