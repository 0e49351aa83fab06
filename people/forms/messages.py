"""Finding messages, and why one need not go."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukForm
from notifications.enums import TROUBLED, Channel, RecipientKind, State
from notifications.models.message import MessageQuerySet

TROUBLE = "trouble"


def _with_any(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Any"), *choices]


class FindMessagesForm(GovukForm):
    """A filter: what is not chosen is not asked for, and nonsense in the address finds all."""

    state = forms.ChoiceField(
        choices=_with_any([(TROUBLE, "Needs somebody"), *State.choices]), required=False
    )
    channel = forms.ChoiceField(
        label="How", choices=_with_any(list(Channel.choices)), required=False
    )
    to = forms.ChoiceField(
        label="To", choices=_with_any(list(RecipientKind.choices)), required=False
    )
    mark_optional = False

    def found(self, rows: MessageQuerySet) -> MessageQuerySet:
        asked: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        if asked.get("state") == TROUBLE:
            rows = rows.filter(state__in=TROUBLED)
        elif asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("channel"):
            rows = rows.filter(channel=asked["channel"])
        if asked.get("to"):
            rows = rows.filter(to_kind=asked["to"])
        return rows


class CancelMessageForm(GovukForm):
    reason = forms.CharField(
        label="Why need it not go?",
        max_length=300,
        help_text="For example: told by telephone today",
    )
