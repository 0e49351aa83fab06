"""A form that speaks GOV.UK: messages that say what to do, and fields shown only when needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import pretty_name

CHOICE_FIELDS = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)


def in_sentence(label: str) -> str:
    """The label inside a sentence: 'Date of birth' becomes 'date of birth', 'NHS number' stays."""
    if label.endswith("?"):
        return f"an answer to ‘{label}’"
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def opening(label: str) -> str:
    """The label at the beginning of a sentence. A question is no subject of one."""
    return f"The answer to ‘{label}’" if label.endswith("?") else label


def plain_messages(field: forms.Field, label: str) -> dict[str, str]:
    """What each kind of mistake is called, in words that say how to mend it."""
    verb = "Select" if isinstance(field, CHOICE_FIELDS) else "Enter"
    messages = {
        "required": f"{verb} {in_sentence(label)}",
        "max_length": f"{opening(label)} must be %(limit_value)s characters or less",
        "min_length": f"{opening(label)} must be %(limit_value)s characters or more",
        "max_value": f"{opening(label)} must be %(limit_value)s or less",
        "min_value": f"{opening(label)} must be %(limit_value)s or more",
    }
    if isinstance(field, forms.EmailField):
        messages["invalid"] = "Enter an email address in the correct format, like name@example.com"
    if isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{opening(label)} must be a whole number"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        messages["invalid_choice"] = f"Choose {in_sentence(label)} from the list"
    if isinstance(field, forms.FileField):
        messages["empty"] = "The selected file is empty"
    return messages


def default_message(field: forms.Field, code: str) -> str:
    """Django's own message for this code, to tell it from one a developer wrote."""
    for klass in type(field).__mro__:
        messages = getattr(klass, "default_error_messages", {})
        if code in messages:
            return str(messages[code])
    return ""


class GovukFormMixin:
    """For any form. `label_sizes` and `page_heading` set how questions are shown."""

    label_sizes: dict[str, str] = {}
    page_heading: str | None = None
    mark_optional = True

    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label if field.label is not None else pretty_name(name)
            for code, message in plain_messages(field, str(field.label)).items():
                current = str(field.error_messages.get(code, ""))
                if current == default_message(field, code):
                    field.error_messages[code] = message

    @property
    def _reveals(self) -> list[tuple[str, str, str]]:
        """Each (asking field, value, revealed field)."""
        return [
            (name, value, revealed)
            for name, field in self.fields.items()
            for value, names in getattr(field.widget, "reveals", {}).items()
            for revealed in names
        ]

    @property
    def revealed_names(self) -> set[str]:
        return {revealed for _, _, revealed in self._reveals}

    def _hidden_answers(self) -> set[str]:
        """Revealed fields whose option was not chosen: what they hold is not an answer."""
        shown, possible = set(), set()
        for asking, value, revealed in self._reveals:
            possible.add(revealed)
            data = self[asking].data  # type: ignore[index]
            chosen = data if isinstance(data, list | tuple) else [data]
            if value in {str(choice) for choice in chosen}:
                shown.add(revealed)
        return possible - shown

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name in self._hidden_answers():
            self._errors.pop(name, None)  # type: ignore[attr-defined]
            self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)


class GovukForm(GovukFormMixin, forms.Form):
    """Start here for a form that is not about one model."""


class GovukModelForm(GovukFormMixin, forms.ModelForm):
    """Start here for a form about one model."""
