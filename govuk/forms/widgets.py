"""Widgets beyond Django's own: dates in three boxes, options with hints and reveals, long text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.safestring import SafeString


class DateParts(NamedTuple):
    """A date as it was typed, right or wrong."""

    day: str
    month: str
    year: str

    @classmethod
    def of(cls, value: Any) -> DateParts:
        if isinstance(value, DateParts):
            return value
        if isinstance(value, dt.date):
            return cls(str(value.day), str(value.month), str(value.year))
        return cls("", "", "")

    @classmethod
    def from_iso(cls, text: str) -> DateParts:
        year, _, rest = text.partition("-")
        month, _, day = rest.partition("-")
        return cls(day.strip(), month.strip(), year.strip())


class DateInput(forms.Widget):
    """Day, month and year. Also reads one ISO value under the plain name, for links and filters."""

    template_name = "govuk/widgets/date.html"
    use_fieldset = True
    error_parts: tuple[str, ...] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts:
        if name in data and f"{name}_day" not in data:
            return DateParts.from_iso(str(data[name]))
        return DateParts(*(str(data.get(f"{name}_{p}", "")).strip() for p in DateParts._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{p}" in data for p in DateParts._fields)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        values = DateParts.of(value)
        context["widget"]["parts"] = [
            {
                "name": part,
                "label": part.capitalize(),
                "value": getattr(values, part),
                "width": 4 if part == "year" else 2,
                "has_error": part in self.error_parts,
            }
            for part in DateParts._fields
        ]
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_


class TimeInput(forms.TextInput):
    """One box that takes 9:30am, 14:30 or midday."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "govuk-input--width-5", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return f"{value:%H:%M}" if isinstance(value, dt.time) else super().format_value(value)


class LongText(forms.Textarea):
    """A textarea that says how many characters are left and refuses to send more than it may."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        rows: int = 5,
        character_limit: int | None = None,
        max_bytes: int = 200_000,
    ) -> None:
        own = {"rows": rows, "dir": "auto", "data-max-bytes": max_bytes, "cols": None}
        if character_limit:
            own["class"] = "govuk-js-character-count"
        super().__init__({**own, **(attrs or {})})
        self.attrs = {name: value for name, value in self.attrs.items() if value is not None}
        self.character_limit = character_limit


class OptionExtras(forms.widgets.ChoiceWidget):
    """Hints under options, a divider before one, and fields revealed by one."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[Any, str] | None = None,
        reveals: Mapping[Any, str | tuple[str, ...]] | None = None,
        divider_before: Any = None,
        inline: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.reveals = {
            str(value): (names,) if isinstance(names, str) else tuple(names)
            for value, names in (reveals or {}).items()
        }
        self.divider_before = divider_before
        self.inline = inline
        self.small = small
        self.revealed_html: dict[str, SafeString] = {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"inline": self.inline, "small": self.small}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["reveal"] = self.revealed_html.get(str(value), "")
        option["divider"] = self.divider_before is not None and value == self.divider_before
        return option


class Radios(OptionExtras, forms.RadioSelect):
    """`Radios(hints={"yes": "..."}, reveals={"yes": "reason"}, inline=True)`."""


class Checkboxes(OptionExtras, forms.CheckboxSelectMultiple):
    """As `Radios`, for choosing several."""


class FilterSelect(forms.Select):
    """A plain select; with JavaScript, a box above it narrows a long list."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-module": "filter-select", **(attrs or {})}, choices)
