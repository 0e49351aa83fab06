"""What the OpenAPI document says beyond what the views say themselves."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema

from api.v1.examples import asked_examples, example_of
from api.v1.permissions import scope_of
from api.v1.problems import KINDS, MEDIA_TYPE

KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A key of your own, new for each new request. Sent again with the same key and "
    "body, a step is taken once and answered twice alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "example": "6f1c2a0e-5a0b-4d8e-9d55-1f3a0c9b7e21",
}
PROBLEM = {
    "type": "object",
    "description": "Why something was refused (RFC 9457).",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "enum": [kind.address for kind in KINDS.values()]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "rule", "detail"],
                "properties": {
                    "field": {"type": "string", "description": "Empty: about the whole"},
                    "rule": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
    "example": {
        "type": "/api/v1/#rule-broken",
        "title": "Against a rule",
        "status": 422,
        "detail": "The day of the visit cannot be in the future.",
        "errors": [
            {
                "field": "visited_on",
                "rule": "in_the_future",
                "detail": "The day of the visit cannot be in the future.",
            }
        ],
    },
}


class Schema(AutoSchema):
    """One tag for each area; filters as parameters; which scope is asked."""

    def get_tags(self) -> list[str]:
        return [self.view.area]

    def get_operation_id(self) -> str:
        """`conferences_list`, `visits_record`: after the resource and what is done."""
        return f"{self.view.noun}_{self.view.action}"

    def get_description(self) -> str:
        scope = scope_of(self.method, self.view)
        return f"{super().get_description()}\n\nScope: `{scope}`.".strip()

    def get_filter_backends(self) -> list[Any]:
        return []  # filters are a serializer of the view: get_override_parameters

    def get_override_parameters(self) -> list[Any]:
        return [self.view.filters] if self.view.action == "list" else []


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say of each operation what it answers when it refuses, and of each step that it wants a key.

    drf-spectacular calls this with the whole document.
    """
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    refused = {
        "description": "Refused, with the field and the rule",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": PROBLEM["example"],
            }
        },
    }
    for path in result["paths"].values():
        for method, operation in path.items():
            _add_examples(operation, result["components"]["schemas"])
            operation["responses"]["default"] = refused
            if method == "post":
                operation.setdefault("parameters", []).append(KEY_PARAMETER)
    return result


def _add_examples(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for answer in operation["responses"].values():
        for media in answer.get("content", {}).values():
            media["example"] = example_of(media["schema"], schemas)
    bodies = dict(asked_examples())
    for media in operation.get("requestBody", {}).get("content", {}).values():
        media["example"] = bodies[media["schema"]["$ref"].rpartition("/")[2]]
