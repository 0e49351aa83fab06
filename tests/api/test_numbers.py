"""Every number that a step is asked for stands in something read before: else another system could
not take the step at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers

from api.v1 import urls
from api.v1.asked import Asked
from api.v1.document import openapi

assert urls  # brings every body in
# Each number of a body, and where it is read before it is sent.
TOLD_BY = {
    "ActionAsked.item": "plan-items results.id",
    "AttendanceAsked.part": "conferences/{id} parts.id",
    "AttendanceAsked.participant": "conferences/{id} participants.id",
    "ChildVisited.child": "families/{id} children",
    "ConferenceAsked.professionals": "families/{id}/invitees professional",
    "ConferenceAsked.relatives": "children/{id} relationships.person",
    "CoreGroupAsked.led_by": "families/{id}/core-group-members members.person",
    "CoreGroupAsked.plans": "plans results.id",
    "DecisionAsked.child": "conferences/{id} each_child.child",
    "DecisionAsked.lead_worker": "conferences/{id} participants.person",
    "LeftOutAsked.child": "families/{id} children",
    "LivedExperience.child": "conferences/{id} each_child.child",
    "MemberCame.member": "families/{id}/core-group-members members.member",
    "OutcomeAsked.outcome": "plan-items results.id",
    "RaisedAsked.agency": "families/{id}/agencies agency",
    "RaisedAsked.children": "families/{id} children",
    "RaisedAsked.who": "families/{id} case_roles.professional",
    "RequestedChildAsked.child": "families/{id} children",
    "RequestedChildAsked.parental_responsibility": "children/{id} relationships.person",
    "StepUpAsked.recipient": "resolution-forms/{id}/recipients professional",
    "ViewAsked.child": "families/{id} children",
    "WhoComesAsked.participant": "conferences/{id} participants.id",
    "VisitAsked.visited_by": "families/{id}/visitors professional",
    "WhatAsked.recipient": "families/{id}/recipients professional",
}


def test_every_number_that_is_asked_for_is_told() -> None:
    assert set(numbers_asked()) == set(TOLD_BY)
    assert set(TOLD_BY.values()) - set(told()) == set()


def numbers_asked(of: type[Asked] = Asked) -> Iterator[str]:
    """Each by the body that brings it in."""
    for body in of.__subclasses__():
        inherited = {name for base in body.__bases__ for name in base().fields}
        for name, field in body().fields.items():
            if name not in inherited and is_id(getattr(field, "child", field)):
                yield f"{body.__name__}.{name}"
        yield from numbers_asked(body)


def is_id(field: serializers.Field) -> bool:
    """Made by `api.v1.asked.number`."""
    return isinstance(field, serializers.IntegerField) and field.max_value == 2**62


def told() -> Iterator[str]:
    """Every value of what each address answers: "conferences/{id} parts.id"."""
    for path, methods in openapi()["paths"].items():
        if "get" in methods:
            [media] = methods["get"]["responses"]["200"]["content"].values()
            address = path.removeprefix("/api/v1/")
            yield from (f"{address} {'.'.join(way)}" for way in ways(media["schema"]))


def ways(schema: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The names that lead to each value that is neither a list nor an object."""
    if "$ref" in schema:
        yield from ways(openapi()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    elif "items" in schema:
        yield from ways(schema["items"])
    elif "properties" in schema:
        for name, inner in schema["properties"].items():
            yield from ((name, *way) for way in ways(inner))
    else:
        yield ()
