"""Import-linter cannot see foreign keys written as strings; they must point down as well."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """Each room's height above the ground, from the import contract in pyproject.toml."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = reversed(contract["contracts"][0]["layers"])
    return {
        room.strip(): height for height, layer in enumerate(layers) for room in layer.split("|")
    }


def keys_out() -> Iterator[tuple[type[Model], Field]]:
    for model in apps.get_models():
        if model._meta.app_label in floors():
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and isinstance(field.related_model, type):
                    yield model, field


def test_every_foreign_key_points_down_or_stays_in_its_room() -> None:
    height = floors()
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in keys_out()
        if field.related_model._meta.app_label in height
        and field.related_model._meta.app_label != model._meta.app_label
        and height[field.related_model._meta.app_label] >= height[model._meta.app_label]
    ]
    assert wrong == []


def test_the_test_sees_keys_at_all() -> None:
    assert len(list(keys_out())) > 20


def test_audit_has_no_key_out_of_its_room() -> None:
    out = [field.name for model, field in keys_out() if model._meta.app_label == "audit"]
    assert out == []
