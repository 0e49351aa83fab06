"""Whether an answer is what the OpenAPI document says it is: no field more, no field less."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from django.http import HttpResponse
from jsonschema import Draft202012Validator, FormatChecker

from accounts.errors import DomainError, WrongState, rule_name
from api.v1.document import openapi
from api.v1.problems import MEDIA_TYPE

NO_RULE = {rule_name(DomainError), rule_name(WrongState)}


@cache
def strict() -> dict[str, Any]:
    """The document, with every object closed: a field that is not in it is a fault."""
    document = copy.deepcopy(openapi())
    for schema in document["components"]["schemas"].values():
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
    return document


@cache
def validator(path: str, method: str, status: str, media: str) -> Draft202012Validator | None:
    answers = strict()["paths"][path][method]["responses"]
    answer = answers.get(status) or answers["default"]
    if media not in answer.get("content", {}):
        return None
    schema = {**answer["content"][media]["schema"], "components": strict()["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(path: str, method: str, response: HttpResponse) -> list[str]:
    """What is wrong with an answer of the operation at `path`, as the document writes it."""
    media = response["Content-Type"].partition(";")[0]
    status = str(response.status_code)
    found = validator(path, method, status, media)
    if found is None:
        return [f"{method} {path}: {status} {media} is not in the document"]
    told = response.json()
    wrong = [f"{e.json_path} {e.message}" for e in found.iter_errors(told)]
    if media == MEDIA_TYPE and any(each["rule"] in NO_RULE for each in told["errors"]):
        wrong.append(f"names no rule: {told['detail']}")
    return [f"{method} {path} {status}: {each}" for each in wrong]
