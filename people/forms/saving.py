"""Run a domain step with a form's values; what it refuses stands beside the field it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms

from accounts.errors import DomainError, NotAllowed
from people.errors import PossibleDuplicates, PossiblySomebodyKnown

Result = TypeVar("Result")


def saved(form: forms.Form, act: Callable[[], Result]) -> Result | None:
    """The result, or None with the reason on the form.

    `NotAllowed` goes on to its own page; records that are alike go on to the list of them.
    """
    try:
        return act()
    except (NotAllowed, PossibleDuplicates, PossiblySomebodyKnown):
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return None
