"""The OpenAPI document: every address that answers is in it, and its examples fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from api.enums import Scope
from api.v1.asked import Asked
from api.v1.document import openapi
from api.v1.urls import router


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in openapi()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def answered() -> set[tuple[str, str]]:
    """What the addresses really answer to, asked of the router."""
    found = set()
    for pattern in router.urls:
        path = "/api/v1/" + re.sub(r"<int:pk>", "{id}", str(pattern.pattern))
        found |= {(path, method) for method in pattern.callback.actions if method != "head"}
    return found


def test_every_address_is_documented_and_every_document_answers() -> None:
    assert {(path, method) for path, method, _ in operations()} == answered()
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(set(names)) == len(names)


def test_every_operation_says_its_scope_and_a_step_wants_a_key() -> None:
    for path, method, operation in operations():
        [scope] = re.findall(r"Scope: `([a-z:]+)`", operation["description"])
        assert scope in Scope.values, path
        assert operation["description"].partition("\n")[0], path
        headers = [each["name"] for each in operation["parameters"] if each["in"] == "header"]
        assert headers == (["Idempotency-Key"] if method == "post" else [])


def test_every_example_fits() -> None:
    document = openapi()
    seen = 0
    for path, method, operation in operations():
        bodies = [*operation["responses"].values(), operation.get("requestBody", {})]
        for media in (media for body in bodies for media in body.get("content", {}).values()):
            schema = {**media["schema"], "components": document["components"]}
            checker = Draft202012Validator(schema, format_checker=FormatChecker())
            wrong = [f"{path} {method}: {e.message}" for e in checker.iter_errors(media["example"])]
            assert wrong == []
            seen += 1
    assert seen > 90


def bodies(of: type[Asked] = Asked) -> Iterator[type[Asked]]:
    for body in of.__subclasses__():
        yield body
        yield from bodies(body)


def test_every_example_of_a_body_would_be_taken() -> None:
    for body in bodies():
        if body.example:
            sent = body(data=body.example)
            assert sent.is_valid(), (body, sent.errors)


@pytest.mark.django_db
def test_anybody_may_read_it() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.json()["openapi"] == "3.1.1"
    assert answer["Content-Type"] == "application/json"
