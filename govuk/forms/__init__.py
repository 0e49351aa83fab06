"""Form parts that render GOV.UK markup. Plain Django fields do too: see `renderer.py`."""

from govuk.forms.base import GovukForm, GovukFormMixin, GovukModelForm
from govuk.forms.dates import GovukDateField, GovukTimeField
from govuk.forms.names import NameField
from govuk.forms.text import LongTextField
from govuk.forms.widgets import (
    Checkboxes,
    DateInput,
    FilterSelect,
    LongText,
    Radios,
    TimeInput,
)

__all__ = [
    "Checkboxes",
    "DateInput",
    "FilterSelect",
    "GovukDateField",
    "GovukForm",
    "GovukFormMixin",
    "GovukModelForm",
    "GovukTimeField",
    "LongText",
    "LongTextField",
    "NameField",
    "Radios",
    "TimeInput",
]
