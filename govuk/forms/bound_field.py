"""A form field as it stands on a page: classes, errors, and where an error link should lead."""

from __future__ import annotations

from typing import Any

from django.forms import widgets
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

from govuk.forms.widgets import DateInput, OptionExtras

SHOW_AND_HIDE = "govuk-password-input__input govuk-js-password-input-input"
TEXT_LIKE = (
    widgets.TextInput,
    widgets.NumberInput,
    widgets.EmailInput,
    widgets.URLInput,
    widgets.PasswordInput,
)


def base_class(widget: widgets.Widget) -> str:
    """The GOV.UK class of a widget, or nothing for those whose template writes its own."""
    if isinstance(widget, widgets.Textarea):
        return "govuk-textarea"
    if isinstance(widget, widgets.Select):
        return "govuk-select"
    if isinstance(widget, widgets.FileInput):
        return "govuk-file-upload"
    if isinstance(widget, TEXT_LIKE) and not widget.is_hidden:
        return "govuk-input"
    return ""


class GovukBoundField(BoundField):
    """Adds GOV.UK classes, error links and revealed fields to Django's bound field."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: widgets.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        # The browser's own bubbles are not linked, styled or translated as ours are.
        attrs.pop("required", None)
        if name := base_class(widget):
            own = [name, widget.attrs.get("class", "")]
            own += [f"{name}--error"] if self.errors else []
            own += [SHOW_AND_HIDE] if isinstance(widget, widgets.PasswordInput) else []
            attrs["class"] = " ".join(part for part in own if part)
        return attrs

    def as_widget(
        self,
        widget: widgets.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        widget = widget or self.field.widget
        if isinstance(widget, DateInput):
            widget.error_parts = self.error_parts
        if isinstance(widget, OptionExtras):
            widget.revealed_html = {
                value: self._groups_html(names) for value, names in widget.reveals.items()
            }
        return super().as_widget(widget, attrs, only_initial)

    def _groups_html(self, names: tuple[str, ...]) -> SafeString:
        groups = "".join(self.form[name].as_field_group() for name in names)
        return mark_safe(groups)  # noqa: S308 - joins HTML the form renderer has escaped

    @property
    def error_parts(self) -> tuple[str, ...]:
        """Which of day, month and year are wrong."""
        for error in self.form.errors.as_data().get(self.name, []):
            if error.params and "parts" in error.params:
                return tuple(error.params["parts"])
        return ("day", "month", "year") if self.errors else ()

    @property
    def error_link_id(self) -> str:
        """The id an error summary links to: the first thing to mend."""
        widget = self.field.widget
        if isinstance(widget, DateInput):
            return f"{self.auto_id}_{(self.error_parts or ('day',))[0]}"
        if isinstance(widget, widgets.RadioSelect):
            return f"{self.auto_id}_0"
        return str(self.auto_id)

    @property
    def is_revealed(self) -> bool:
        """True when another field shows this one under one of its options."""
        return self.name in getattr(self.form, "revealed_names", ())

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, widgets.CheckboxInput)

    @property
    def is_password(self) -> bool:
        return isinstance(self.field.widget, widgets.PasswordInput)

    @property
    def character_limit(self) -> int | None:
        return getattr(self.field.widget, "character_limit", None)

    @property
    def label_size(self) -> str:
        return getattr(self.form, "label_sizes", {}).get(self.name, "")

    @property
    def is_page_heading(self) -> bool:
        return getattr(self.form, "page_heading", None) == self.name

    @property
    def shows_optional(self) -> bool:
        marks = getattr(self.form, "mark_optional", False)
        return marks and not self.field.required and not self.is_single_checkbox
