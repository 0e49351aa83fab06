"""Packs are built for a whole distribution sheet at once."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure.domain.building import build_packs
from tests.disclosure.conftest import Household
from tests.factories.disclosure import add_operation, document_of, make_recipient, send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("recipients", [1, 3])
def test_what_a_document_holds_is_read_once_for_all_its_recipients(
    home: Household, recipients: int, django_assert_num_queries: Any
) -> None:
    sent = add_operation(about=[home.ada.pk])
    send(home.record, sent, by=home.chair, present=home.everyone)
    document = document_of(*home.record.passages.all())
    for person in [home.mother, home.nurse.person, home.adas_father][:recipients]:
        make_recipient(home.record, person)
    with django_assert_num_queries(11 + recipients):  # one row for each pack
        packs = build_packs(record=home.record, documents_for=lambda who: [document], by=home.chair)
    assert len(packs) == recipients
    with django_assert_num_queries(9):
        build_packs(record=home.record, documents_for=lambda who: [document], by=home.chair)
