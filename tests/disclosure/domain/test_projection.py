"""What is left out of a pack, and the reason its preview gives."""

from __future__ import annotations

import pytest

from disclosure.domain.projection import project, source_of
from disclosure.models import Passage
from people.models import Person
from tests.disclosure.conftest import Household
from tests.factories.disclosure import add_operation, document_of, make_recipient, operation, send

pytestmark = pytest.mark.django_db


def say(home: Household, *about: int) -> Passage:
    """Words said with everybody in the room, given to whom they are given by default."""
    sent = add_operation("We will meet every week.", about=list(about))
    [result] = send(home.record, sent, by=home.chair, present=home.everyone)
    return Passage.objects.get(uuid=result.passage)


def reasons(home: Household, person: Person, *passages: Passage) -> list[str]:
    document = document_of(*passages, about=frozenset({home.ada.pk, home.ben.pk}))
    recipient = home.record.recipients.filter(person=person).first()
    source = source_of(document, home.family.pk)
    found = project(source, recipient or make_recipient(home.record, person))
    return [absent.why.value for absent in found.left_out]


def test_a_father_of_one_half_brother_is_told_why_he_has_no_words_about_both(
    home: Household,
) -> None:
    about_both, about_ada, about_ben = say(home), say(home, home.ada.pk), say(home, home.ben.pk)
    everything = (about_both, about_ada, about_ben)
    assert reasons(home, home.bens_father, *everything) == ["not_every_child", "not_theirs"]
    assert reasons(home, home.mother, *everything) == []
    add_him = operation(
        "audience.widen", passage=str(about_both.uuid), people=[home.bens_father.pk]
    )
    send(home.record, add_him, by=home.chair)
    assert reasons(home, home.bens_father, *everything) == ["not_theirs"]


def test_somebody_who_was_not_there_is_not_told_that_it_is_the_childs_network(
    home: Household,
) -> None:
    sent = add_operation("Said before she came.")
    [result] = send(home.record, sent, by=home.chair, present=[home.nurse.person])
    words = Passage.objects.get(uuid=result.passage)
    assert reasons(home, home.mother, words) == ["not_cleared"]
