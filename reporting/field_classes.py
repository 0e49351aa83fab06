"""Nothing here is ever given to a family, or printed into a pack (quality.md, A5)."""

from __future__ import annotations

from django.apps import apps

from disclosure.classification import Class, register


def register_reporting() -> None:
    """Every field of every model of this room, also of those added later."""
    for model in apps.get_app_config("reporting").get_models():
        fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
        register(model._meta.label, {field.name: Class.INTERNAL for field in fields})
