"""Words carried into another record keep who may have them, and nobody else gets them."""

from __future__ import annotations

import pytest

from accounts.errors import NotAllowed, WrongState
from disclosure.domain.carrying import carry_over
from disclosure.domain.records import close_record
from disclosure.enums import Restriction, SourceKind
from disclosure.models import Passage, PassageTranslation
from people.enums import Role
from people.models import Relationship
from tests.disclosure.conftest import Household
from tests.factories.disclosure import make_passage, make_record
from tests.factories.people import make_professional, make_staff

pytestmark = pytest.mark.django_db


def audience(passage: Passage) -> set[int]:
    return set(passage.clearances.filter(revoked_at=None).values_list("person_id", flat=True))


def test_the_words_their_audience_and_translation_go_along(home: Household) -> None:
    nurse = make_professional()
    said = make_passage(
        home.record,
        "She eats breakfast.",
        heading="plan",
        audience=[home.mother, nurse.person],
        about=[home.ada],
        said_by=home.mother,
    )
    PassageTranslation.objects.create(
        passage=said,
        version=1,
        language="pl",
        text="Je śniadanie.",
        translator="A",
        entered_by=home.chair,
    )
    plan = make_record(home.record.family)
    copy = carry_over(passages=[said], into=plan, by=home.chair)[said.pk]
    assert (copy.text, copy.said_by_id, copy.record_id) == (
        "She eats breakfast.",
        home.mother.pk,
        plan.pk,
    )
    assert audience(copy) == {home.mother.pk, nurse.pk}
    assert [person.pk for person in copy.about.all()] == [home.ada.pk]
    assert [row.text for row in copy.translations.all()] == ["Je śniadanie."]
    plan.refresh_from_db()
    assert (copy.seq, plan.next_seq) == (1, 2)
    said.refresh_from_db()
    assert said.record_id == home.record.pk


def test_whoever_must_not_be_told_since_loses_it_on_the_way(home: Household) -> None:
    said = make_passage(home.record, audience=[home.mother], about=[home.ada])
    Relationship.objects.filter(person=home.mother).update(must_not_be_told=True)
    copy = carry_over(passages=[said], into=make_record(home.record.family), by=home.chair)
    assert audience(copy[said.pk]) == set()


def test_restricted_words_stay_restricted_and_from_the_family(home: Household) -> None:
    nurse = make_professional()
    said = make_passage(
        home.record,
        audience=[home.mother, nurse.person],
        source_kind=SourceKind.POLICE,
        restriction=Restriction.RESTRICTED,
    )
    copy = carry_over(passages=[said], into=make_record(home.record.family), by=home.chair)
    assert copy[said.pk].is_restricted
    assert audience(copy[said.pk]) == {nurse.pk}


def test_what_was_removed_or_sealed_stays_behind(home: Household) -> None:
    said = make_passage(home.record)
    Passage.objects.update(sealed_at=said.created_at)
    assert carry_over(passages=[said], into=make_record(home.record.family), by=home.chair) == {}


def test_not_into_another_family_nor_a_closed_record(home: Household) -> None:
    said = make_passage(home.record)
    closed = close_record(make_record(home.record.family), by=home.chair)
    with pytest.raises(WrongState, match="closed"):
        carry_over(passages=[said], into=closed, by=home.chair)
    head = make_staff(Role.HEAD_OF_SERVICE)
    with pytest.raises(WrongState, match="another"):
        carry_over(passages=[said], into=make_record(), by=head)
    with pytest.raises(NotAllowed):
        carry_over(passages=[said], into=make_record(), by=home.chair)
