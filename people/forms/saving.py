"""Run a domain step with a form's values; what it refuses stands beside the field it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from accounts.errors import DomainError, NotAllowed
from people.errors import PossibleDuplicates, PossiblySomebodyKnown

Result = TypeVar("Result")


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Take a step for a valid form; the step's own objection becomes the form's error.

    A refusal is not an objection: it goes on to the 403 page.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as objection:
        _show(form, objection)
        return False
    return True


def saved(form: forms.BaseForm, act: Callable[[], Result]) -> Result | None:
    """The result, or None with the reason on the form.

    `NotAllowed` goes on to its own page; records that are alike go on to the list of them.
    """
    try:
        return act()
    except (NotAllowed, PossibleDuplicates, PossiblySomebodyKnown):
        raise
    except DomainError as objection:
        _show(form, objection)
        return None


def _show(form: forms.BaseForm, objection: DomainError) -> None:
    field = objection.field if objection.field in form.fields else None
    form.add_error(field, objection.message)
