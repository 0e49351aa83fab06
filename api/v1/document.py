"""The OpenAPI document. It holds no case, so it is open to anybody who finds the address."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator


@require_safe
def document(request: HttpRequest) -> JsonResponse:
    return JsonResponse(openapi())


@cache
def openapi() -> dict[str, Any]:
    """Made once for each process: it hangs on the code alone."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found
