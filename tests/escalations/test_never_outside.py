"""What is raised about professionals reaches no family and no pack (quality.md, A5)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from disclosure.classification import Class, class_of, may_reach
from disclosure.enums import Capacity

MODELS = list(apps.get_app_config("escalations").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_field_reaches_anybody_outside(model: type[Model]) -> None:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    assert fields
    for field in fields:
        source = f"{model._meta.label}.{field.name}"
        assert class_of(source) == Class.INTERNAL, source
        for capacity in Capacity.values:
            for is_owner in (True, False):
                assert not may_reach(source, capacity=capacity, is_owner=is_owner), source
