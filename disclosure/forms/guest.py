"""The one question a guest is asked."""

from typing import Any

from django import forms

from disclosure.enums import Language
from disclosure.wording import words
from govuk.forms import GovukForm


class CodeForm(GovukForm):
    code = forms.CharField(
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        ),
    )

    def __init__(self, *args: Any, language: str = Language.ENGLISH, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said, code = words(language), self.fields["code"]
        code.label = said["guest.page.code"]
        code.help_text = said["guest.page.code_hint"]
        code.error_messages["required"] = said["guest.page.code_missing"]
