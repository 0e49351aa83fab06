"""What a service has changed in the coded list of reasons."""

from __future__ import annotations

from django.db import models

from escalations.enums import Theme
from escalations.models.local_entry import LocalEntry, ends_after_it_starts
from escalations.reasons import Reason


class LocalReason(LocalEntry):
    theme = models.CharField(max_length=12, choices=Theme.choices)

    class Meta(LocalEntry.Meta):
        constraints = [ends_after_it_starts("a_reason_ends_after_it_starts")]

    def reason(self) -> Reason:
        return Reason(
            self.code, self.label, Theme(self.theme), "Local list", self.from_on, self.to_on
        )
