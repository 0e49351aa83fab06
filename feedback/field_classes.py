"""What somebody wrote about a conference never leaves the service (quality.md, A5)."""

from __future__ import annotations

from django.apps import apps

from disclosure.classification import Class, register


def register_feedback() -> None:
    """Every field of every model of this room, also of those added later; but a code is printed
    in the pack of the one person it was made for."""
    for model in apps.get_app_config("feedback").get_models():
        fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
        register(model._meta.label, {field.name: Class.INTERNAL for field in fields})
    register("feedback.Slip", {"seed": Class.FAMILY})
