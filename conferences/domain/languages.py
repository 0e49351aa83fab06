"""Which of our printed languages somebody reads."""

from __future__ import annotations

from disclosure.domain.distribution import language_of
from disclosure.domain.wording_review import may_print_in
from disclosure.enums import Language
from people.models import Person


def language_to_write_in(person: Person, *, at_work: bool) -> Language:
    """Their language, once its wording is signed; English meanwhile: no letter waits for that."""
    language = language_of(person, at_work=at_work)
    return language if may_print_in(language) else Language.ENGLISH
