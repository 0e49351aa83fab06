"""The network picture: how a box is marked."""

from __future__ import annotations

import pytest

from desk.presenters.network import picture
from desk.presenters.records import Relative
from tests.factories.people import make_child, make_person, make_relationship

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("risk", "silent", "marks"),
    [
        (False, False, ""),
        (True, False, "network-risk"),
        (False, True, "network-silent"),
        (True, True, "network-risk network-silent"),
    ],
)
def test_a_box_is_marked_by_what_is_so_for_any_child_whatever_the_tags_say(
    risk: bool, silent: bool, marks: str
) -> None:
    elder, father = make_child(), make_person("Tom Featherby")
    younger = make_child(family=elder.family)
    rows = [
        make_relationship(elder, father, poses_risk=risk),
        make_relationship(younger, father, must_not_be_told=silent),
    ]
    relative = Relative(father, [(row, "Father") for row in rows], flags=[("Beware", "red")])
    drawn = picture([elder, younger], [relative])
    assert {box.key: box.marks for box in drawn.boxes} == {
        elder.pk: "",
        younger.pk: "",
        father.pk: marks,
    }
