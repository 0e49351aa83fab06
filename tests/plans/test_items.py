"""A line of the plan says what it is and, for an action, who does it and by when."""

import datetime as dt

import pytest

from audit.models import Event
from plans.domain.items import (
    DateTooEarly,
    ItemValues,
    NotAnOwner,
    items_of,
    set_item,
    unfinished_actions,
)
from plans.enums import ItemKind
from plans.models import PlanItem
from tests.factories.disclosure import make_passage, make_record
from tests.factories.people import make_child, make_person, make_professional, make_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2099, 1, 5)


@pytest.fixture
def record():
    return make_record(make_child().family)


def line(record, text="Visit every week.", **fields):
    return make_passage(record, text, heading="plan", **fields)


def put(passage, kind=ItemKind.ACTION, **fields):
    not_before = fields.pop("not_before", None)
    return set_item(
        passage=passage, values=ItemValues(kind, **fields), by=make_user(), not_before=not_before
    )


def test_an_action_has_an_owner_and_a_date(record):
    owner = make_professional().person
    item = put(line(record), owner=owner.pk, due_on=DAY)
    assert (item.owner, item.due_on, item.is_complete) == (owner, DAY, True)
    assert Event.objects.filter(verb="plans.set_item").count() == 1


def test_a_child_or_a_relative_may_own_an_action(record):
    child = record.family.children.get()
    assert put(line(record), owner=child.pk, due_on=DAY).owner == child.person


def test_a_stranger_may_not(record):
    with pytest.raises(NotAnOwner):
        put(line(record), owner=make_person().pk)
    with pytest.raises(NotAnOwner):
        put(line(record), confirm_by=make_child().pk)
    assert not PlanItem.objects.exists()


def test_a_date_before_the_conference_is_refused(record):
    with pytest.raises(DateTooEarly):
        put(line(record), due_on=DAY, not_before=DAY + dt.timedelta(days=1))
    put(line(record), due_on=DAY, not_before=DAY)


def test_only_words_of_the_plan_are_an_item(record):
    with pytest.raises(Exception, match="under the outline plan"):
        put(make_passage(record, heading="worries"))


def test_changing_it_to_a_goal_takes_away_who_and_when(record):
    passage = line(record)
    put(passage, owner=make_professional().person.pk, due_on=DAY)
    item = put(passage, ItemKind.SAFETY_GOAL)
    assert (item.owner, item.due_on) == (None, None)
    assert PlanItem.history.count() == 2


def test_they_are_in_the_order_a_family_reads_them(record):
    for kind in (ItemKind.BOTTOM_LINE, ItemKind.ACTION, ItemKind.DANGER_STATEMENT):
        put(line(record), kind)
    assert [item.kind for item in items_of(record)] == [
        "danger_statement",
        "action",
        "bottom_line",
    ]


def test_what_is_unfinished_is_listed_until_it_is_not(record):
    passage = line(record)
    owner = make_professional().person
    put(line(record), ItemKind.CONTINGENCY)
    put(passage, owner=owner.pk)
    assert [item.passage for item in unfinished_actions(record)] == [passage]
    put(passage, confirm_by=owner.pk, confirm_on=DAY)
    assert unfinished_actions(record) == []


def test_removed_words_are_no_longer_in_the_plan(record):
    passage = line(record)
    put(passage)
    passage.removed_at = passage.created_at
    passage.save()
    assert items_of(record) == []
