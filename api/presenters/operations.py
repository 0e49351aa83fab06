"""The OpenAPI document as lines of a page: what can be asked, area by area."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

AREAS = {
    "people": "Children and families",
    "conferences": "Conferences",
    "bookings": "Bookings",
    "deadlines": "Deadlines",
    "plans": "Plans, core groups and visits",
    "midpoints": "Midpoint checks",
    "escalations": "Concerns and Resolution Forms",
}


@dataclass(frozen=True)
class Value:
    """A parameter or a field: what it is called, what it may be, whether it must be there."""

    name: str
    kind: str
    required: bool
    hint: str


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    summary: str
    scope: str
    parameters: list[Value]
    fields: list[Value]
    asked: str
    answered: str

    @property
    def heading(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Area:
    name: str
    title: str
    operations: list[Operation]


def areas(document: dict[str, Any]) -> list[Area]:
    """In the order of the work."""
    made = list(_operations(document))
    return [
        Area(name, title, [one for tag, one in made if tag == name])
        for name, title in AREAS.items()
    ]


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield told["tags"][0], _operation(path, method, told, schemas)


def _operation(path: str, method: str, told: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    summary, _, scope = told["description"].partition("\n\nScope: ")
    body = _only(told.get("requestBody", {}))
    answer = _only(next(iter(told["responses"].values())))
    return Operation(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=summary.replace("\n", " "),
        scope=scope.strip("`."),
        parameters=[_parameter(each) for each in told.get("parameters", [])],
        fields=list(_fields(body.get("schema", {}), schemas)),
        asked=_json(body.get("example")),
        answered=_json(answer.get("example")),
    )


def _only(body: dict[str, Any]) -> dict[str, Any]:
    media: dict[str, Any] = next(iter(body.get("content", {}).values()), {})
    return media


def _json(example: Any) -> str:
    return json.dumps(example, indent=2, ensure_ascii=False) if example else ""


def _parameter(told: dict[str, Any]) -> Value:
    required = told.get("required", False)
    return Value(told["name"], _kind(told["schema"]), required, told.get("description", ""))


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Value]:
    found = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
    needed = found.get("required", [])
    for name, told in found.get("properties", {}).items():
        yield Value(name, _kind(told), name in needed, told.get("description", ""))


def _kind(schema: dict[str, Any]) -> str:
    """ "text", "date", "one of: done, not_done", "list of numbers"..."""
    for several in ("allOf", "oneOf", "anyOf"):
        if several in schema:
            return _kind(schema[several][0])
    if "enum" in schema:
        return "one of: " + ", ".join(str(code) for code in schema["enum"] if code)
    if "$ref" in schema:
        return "object"
    kind = schema.get("type", "object")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "array":
        return f"list of: {_kind(schema['items'])}"
    named = {"string": "text", "integer": "number", "boolean": "true or false"}
    is_text = kind == "string" and "format" in schema
    return str(schema["format"]) if is_text else named.get(kind, kind)
