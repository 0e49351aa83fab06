"""Nothing here is ever given to a family, or printed into a pack, by itself (quality.md, A5)."""

from __future__ import annotations

from django.apps import apps

from disclosure.classification import Class, register


def register_desk() -> None:
    """Every field of every model of this room, also of those added later."""
    for model in apps.get_app_config("desk").get_models():
        register(model._meta.label, {f.name: Class.INTERNAL for f in model._meta.concrete_fields})
