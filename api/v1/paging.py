"""Lists by cursor: what is added or taken away meanwhile neither repeats nor hides a row."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

MOST = 200


class Pages(CursorPagination):
    ordering = "pk"
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = MOST
    page_size_query_description = f"How many rows, from 1 to {MOST}; 50 unless said"
    cursor_query_description = "The cursor of “next” or “previous”, as it was given"

    def decode_cursor(self, request: Request) -> Any:
        """A position is a number: anything else was never given out."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None and not cursor.position.isdecimal():
            raise ValidationError({self.cursor_query_param: ["This cursor was not given out."]})
        return cursor

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:6]) <= MOST):
            words = f"Give a number from 1 to {MOST}."
            raise ValidationError({self.page_size_query_param: [words]})
        return int(asked)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "Where the next page is; null on the last"},
                "previous": {**link, "description": "Where the page before is; null on the first"},
                "results": schema,
            },
        }
