"""Examples in the OpenAPI document: made from the schema, with words of a made-up family."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.v1.asked import Asked

# Where the value of any date or truth would be odd.
RATHER: dict[str, Any] = {"date_of_birth": "2019-05-14", "is_unborn": False, "expected_on": None}
WORDS: dict[str, str] = {
    "about": "conference:7",
    "agency": "Fictional Health Visiting",
    "area": "North",
    "asked": "Visit Wren this week, and write it up.",
    "by": "Petra Chairwell",
    "chair": "Petra Chairwell",
    "family_name": "Testwood",
    "first_language": "English",
    "given_names": "Wren",
    "hub": "North hub",
    "impact": "Breakfast club goes well; nights are no safer.",
    "job_title": "Health visitor",
    "known_as": "Wrennie",
    "label": "Initial conference",
    "lead_worker": "Sorrel Worker",
    "lived_experience": "Wren sleeps at Gran’s when it is loud.",
    "local_id": "C000012",
    "name": "Testwood",
    "nhs_number": "9990000018",
    "professional": "Sorrel Worker",
    "recipient_name": "Tam Managerly",
    "reference": "F000012",
    "requested_by": "Sorrel Worker",
    "room": "Room 1",
    "rule": "icpc",
    "school": "Fictional Primary School",
    "slot": "2026-12-01_1_3_7_0",
    "team": "North 1",
    "text": "Wren eats breakfast every day.",
}
BY_FORMAT = {
    "date": "2026-11-19",
    "date-time": "2026-11-19T10:00:00Z",
    "uri": "https://chairside.example/api/v1/children?cursor=cD01MA%3D%3D",
}
BY_TYPE: dict[str, Any] = {"integer": 12, "boolean": True, "number": 1, "string": "…"}


def example_of(schema: dict[str, Any], schemas: dict[str, Any], name: str = "") -> Any:
    """A value that fits the schema. `name` is the field it stands in."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas, name)
    for several in ("allOf", "oneOf", "anyOf"):
        if several in schema:
            return example_of(schema[several][0], schemas, name)
    if name in RATHER:
        return RATHER[name]
    if "enum" in schema:
        return next((code for code in schema["enum"] if code), schema["enum"][0])
    kind = schema.get("type", "object")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "array":
        return [example_of(schema["items"], schemas, name)]
    if kind == "object":
        properties = schema.get("properties", {})
        return {field: example_of(inner, schemas, field) for field, inner in properties.items()}
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    return WORDS.get(name, BY_TYPE[kind]) if kind == "string" else BY_TYPE[kind]


def asked_examples(of: type[Asked] = Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example of each body, by the name of its component."""
    for body in of.__subclasses__():
        yield body.__name__, body.example
        yield from asked_examples(body)
