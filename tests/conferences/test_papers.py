"""The letter's clock is met when the last letter has gone, not before."""

import pytest

from conferences.domain.closing import close_conference
from conferences.domain.papers import meet_what_has_gone
from disclosure.enums import HandoverWay, PackState
from disclosure.models import Handover, Pack
from tests.conferences.test_closing import ready_meeting
from tests.conferences.test_packs import mother_of, packs_for
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def gone(pack, by):
    Pack.objects.filter(pk=pack.pk).update(state=PackState.HANDED_OVER)
    Handover.objects.create(pack=pack, way=HandoverWay.IN_PERSON, sha256="0" * 64, by=by)


@pytest.fixture
def meeting():
    found = ready_meeting()
    mother = mother_of(found)
    packs_for(found, mother, found.conference.chair.person)
    close_conference(conference=found.conference, details=found.details(), by=found.chair)
    return found


def letters(meeting):
    return Pack.objects.filter(record=meeting.conference.record, kind="decision_letter")


def test_met_when_the_last_has_gone(meeting):
    for pack in letters(meeting):
        assert meet_what_has_gone() == 0
        gone(pack, meeting.chair)
    assert meet_what_has_gone() == 1
    assert Deadline.objects.get(rule="decision_letter").met_on == today_in_london()
    assert Deadline.objects.get(rule="plan_out").met_on is None
    assert meet_what_has_gone() == 0


def test_a_letter_that_was_never_made_is_still_owed(meeting):
    letters(meeting).delete()
    assert meet_what_has_gone() == 0
