"""Tags about forms."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

register = template.Library()


def _form_errors(form: BaseForm) -> list[dict[str, str]]:
    rows = [{"text": str(error), "href": ""} for error in form.non_field_errors()]
    for name in form.fields:
        field = form[name]
        link = getattr(field, "error_link_id", field.auto_id)
        rows += [{"text": str(error), "href": f"#{link}"} for error in field.errors]
    return rows


def _errors(source: BaseForm | BaseFormSet | Any) -> list[dict[str, str]]:
    if isinstance(source, BaseFormSet):
        if not source.is_bound:
            return []
        rows = [{"text": str(error), "href": ""} for error in source.non_form_errors()]
        return rows + [row for form in source.forms for row in _form_errors(form)]
    if isinstance(source, BaseForm) and source.is_bound:
        return _form_errors(source)
    return []


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources: Any, title: str = "There is a problem") -> dict[str, Any]:
    """`{% error_summary form formset %}`: what to mend, linked to the fields.

    `title` is for a page in another language.
    """
    return {"rows": [row for source in sources for row in _errors(source)], "title": title}


@register.filter
def has_errors(form: Any) -> bool:
    """For the page title: a reader hears 'Error:' before anything else."""
    return bool(_errors(form))
