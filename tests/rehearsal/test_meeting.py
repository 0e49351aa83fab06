"""What the rehearsal's chairs fill in to close."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rehearsal.meeting import details
from tests.conferences.test_who_comes import Apart, excluded, split

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("made", [split, excluded])
def test_whoever_was_excluded_or_heard_alone_does_not_come(made: Callable[[], Apart]) -> None:
    apart = made()
    given = details(apart.conference)
    assert given.who_comes == apart.answers(mother=True, father=False)
    apart.close(who_comes=given.who_comes)
