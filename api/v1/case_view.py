"""What every resource shares: lists and details, scoped and audited; steps, taken once."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.http import QueryDict
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.models import User
from api.domain.kept_answers import once
from api.v1.asked import Asked
from api.v1.paging import Pages
from api.v1.show import Row
from people.domain.permission import MESSAGE, require
from people.domain.reading import list_all, open_one
from people.models import FamilyScopedQuerySet

KEY = "Idempotency-Key"
LONGEST_KEY = 255


class Filters(serializers.Serializer):
    """What a list may be narrowed by; a name that is none of these is refused, not passed over.

    Made once (`made`) and asked by every request: it keeps nothing of what it was asked.
    """

    def narrow(self, rows: Any, asked: dict[str, Any]) -> Any:
        """The rows that fit. Each filter is a look-up of Django unless `narrow` says otherwise."""
        return rows.filter(**asked)


class StepView(ABC, GenericViewSet):
    """Opens what a step is about, audited, and takes the step once."""

    area: ClassVar[str] = ""  # the first half of its scopes; a step may say another
    noun: ClassVar[str]  # in the audit: api.children
    lookup_value_converter = "int"
    metadata_class = None  # the document says it all
    full: ClassVar[type[Row]]

    @abstractmethod
    def rows(self) -> FamilyScopedQuerySet:
        """Not scoped yet: only this module asks it, and scopes it."""

    def get_serializer_class(self) -> type[Row]:
        return self.full

    def open(self, pk: int) -> Any:
        """The record, audited as opened. Raises `Refused`, `DoesNotExist`."""
        return open_one(self.rows(), by=self.request.user, verb=f"api.{self.noun}", pk=pk)

    def only_if(self, allowed: bool, record: Any, message: str = MESSAGE) -> None:
        """As a page does: whoever may not is refused before anything sent is looked at."""
        require(
            allowed,
            f"api.{self.noun}.{self.action}",
            by=self.request.user,
            subjects=[record],
            children=record.children_concerned(),
            message=message,
        )

    def shown(self, record: Any) -> dict[str, Any]:
        data: dict[str, Any] = self.full(record).data
        return data

    def answers(self, asked: type[Asked]) -> dict[str, Any]:
        """The body, checked field by field. Raises `ValidationError`."""
        body = asked(data=self.request.data)
        body.is_valid(raise_exception=True)
        values: dict[str, Any] = body.validated_data
        return values

    def take_step(
        self,
        act: Callable[[User], Any],
        show: Callable[[Any], Any] | None = None,
        status: int = 201,
    ) -> Response:
        """Run a domain function for whoever asks, once for each key; and show what it made.

        Open what it is about first: then somebody who may see it no longer is refused, also when
        an answer of better days is kept. Whatever else hangs on how things stand now, as which
        numbers are known, belongs into `act`: the step itself may have changed it, and asked for
        again it is answered all the same.
        """
        request = self.request

        def done() -> tuple[int, str]:
            made = act(request.user)
            return status, as_json((show or self._shown_again)(made))

        key, asked = key_of(request), fingerprint(request)
        answer = once(account=request.auth, key=key, asked=asked, act=done)
        headers = {"Idempotent-Replayed": "true"} if answer.again else {}
        return Response(json.loads(answer.body), status=answer.status, headers=headers)

    def _shown_again(self, made: Any) -> dict[str, Any]:
        """As it stands after the step. It was opened before, or made by this very request."""
        return self.shown(self.rows().visible_to(self.request.user).get(pk=made.pk))


class CaseView(StepView):
    """One resource. A subclass says which rows, what of them is shown, and its steps."""

    row: ClassVar[type[Row]]
    filters: ClassVar[type[Filters]] = Filters
    pagination_class = Pages

    def children_of(self, row: Any) -> Iterable[int]:
        """Whom a listed row is about, for the audit: fetched with it, not asked for each row."""
        children: Iterable[int] = row.child_ids
        return children

    def get_serializer_class(self) -> type[Row]:
        return self.row if self.action == "list" else self.full

    def list(self, request: Request) -> Response:
        filters = made(self.filters)
        rows = filters.narrow(self.rows().visible_to(request.user), asked_for(request, filters))
        shown = self.paginate_queryset(rows)
        children = {child for row in shown for child in self.children_of(row)}
        list_all(shown, by=request.user, verb=f"api.{self.noun}", children=children)
        return self.get_paginated_response(self.row(shown, many=True).data)

    def retrieve(self, request: Request, pk: int) -> Response:
        return Response(self.shown(self.open(pk)))


_made: dict[type[Filters], Filters] = {}


def made(filters: type[Filters]) -> Filters:
    """REST framework copies every field of a serializer it makes, which takes as long as asking
    the database (quality.md, P1)."""
    if filters not in _made:
        _made[filters] = filters()
    return _made[filters]


def asked_for(request: Request, filters: Filters) -> dict[str, Any]:
    """What this request narrows its list by, checked. Raises `ValidationError`."""
    given = request.query_params
    pages = {Pages.cursor_query_param, Pages.page_size_query_param}
    if unknown := set(given) - set(filters.fields) - pages:
        words = ["There is no such filter."]
        raise ValidationError(dict.fromkeys(sorted(unknown), words), code="unknown")
    asked: dict[str, Any] = filters.run_validation(plain(given, filters))
    return asked


def plain(given: QueryDict, filters: Filters) -> dict[str, Any]:
    """One value for each name, a list where a filter takes several. A form's way of reading
    would take a box that is not there for one that is not ticked."""
    return {
        name: given.getlist(name)
        if isinstance(filters.fields.get(name), serializers.MultipleChoiceField)
        else given[name]
        for name in given
    }


def key_of(request: Request) -> str:
    """The key of this request. Raises `ValidationError` without one."""
    key = request.headers.get(KEY, "").strip()
    if not key or len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        words = f"Send a key of your own in the header {KEY}: 1 to {LONGEST_KEY} characters."
        raise ValidationError({KEY: [words]}, code="required")
    return key


def fingerprint(request: Request) -> str:
    """The address and what was asked, however its JSON was laid out."""
    return f"{request.method} {request.path} {json.dumps(request.data, sort_keys=True)}"


def as_json(data: Any) -> str:
    """The very text that will be sent, so that a kept answer is the same to the letter."""
    text: bytes = JSONRenderer().render(data)
    return text.decode()
