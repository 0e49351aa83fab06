"""Many models made by one operation are the models made one by one, rendered once."""

from __future__ import annotations

from unittest import mock

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from audit.migrating import CreateModels

MODELS = [
    migrations.CreateModel("Hub", fields=[("id", models.AutoField(primary_key=True))]),
    migrations.CreateModel(
        "Room",
        fields=[
            ("id", models.AutoField(primary_key=True)),
            ("hub", models.ForeignKey("made_up.hub", on_delete=models.PROTECT)),
        ],
    ),
]


def test_the_state_is_the_same_as_one_by_one() -> None:
    together, one_by_one = ProjectState(), ProjectState()
    CreateModels(MODELS).state_forwards("made_up", together)
    for each in MODELS:
        each.state_forwards("made_up", one_by_one)
    assert together == one_by_one


def test_nothing_is_rendered_until_it_is_asked_for() -> None:
    state = ProjectState()
    assert list(state.apps.get_models()) == []
    with mock.patch.object(ProjectState, "reload_model") as rendered:
        CreateModels(MODELS).state_forwards("made_up", state)
    assert rendered.call_count == 0
    assert state.apps.get_model("made_up", "Room")._meta.get_field("hub")
