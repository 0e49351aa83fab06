"""Every operation, every role, whatever is sent: no crash, nothing undocumented, nothing told of a
family that is hidden. The same requests in each run; `script/test --full` sends many more."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from accounts.models import User
from api.v1.case_view import CaseView
from api.v1.document import openapi
from api.v1.urls import RESOURCES
from people.enums import Role
from people.models import Family, Person
from plans.domain.visits import Seen, record_visit
from plans.enums import SeenAnswer
from tests.api.documented import faults
from tests.factories import conferences, escalations, midpoints, plans
from tests.factories.api import System, make_account, make_token
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db
HIDDEN = "Hiddenwick"
NASTY: list[Any] = [
    "",
    " ",
    "\x00",
    "\ud800",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "ضُ🦆" * 40,
    "x" * 30_000,
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00",
    -1,
    0,
    1.5,
    10**30,
    True,
    None,
    [],
    {},
    [[]],
    {"child": {}},
]
PLAUSIBLE = {
    "date": ("2026-11-19", "2026-01-05", "2030-05-01"),
    "date-time": ("2026-11-19T10:00:00Z", "2030-01-01T00:00:00Z"),
    "string": ("Some words.", "visits_core_groups", "2026-12-01_1_1_1_0", "midpoint:1"),
}


class World:
    """Two tales of each kind, one of them of families that are open to nobody.

    `ids` are all numbers of each resource, `open` those that a head of service may see; `hidden`
    has some of each, for a list that names nobody would tell of them unseen.
    """

    def __init__(self) -> None:
        seen = self.tell("Openly")
        self.open, known = ids_by_resource(), set(Family.objects.values_list("pk", flat=True))
        self.tell(HIDDEN)
        hidden = Family.objects.exclude(pk__in=known)
        hidden.update(is_restricted=True, name=f"{HIDDEN} family")
        users: dict[str, User] = {
            Role.PRINCIPAL_OFFICER: seen.chair,
            Role.SOCIAL_WORKER: seen.worker,
            Role.TEAM_MANAGER: seen.manager,
            Role.HEAD_OF_SERVICE: seen.head,
        }
        self.systems = {
            role: System(token=make_token(make_account(users.get(role) or make_staff(role))))
            for role in Role
        }
        self.ids = ids_by_resource()
        self.hidden = {prefix: ids - self.open[prefix] for prefix, ids in self.ids.items()}
        assert all(self.hidden.values()), "each resource has a row that is hidden"

    def tell(self, name: str) -> escalations.Challenge:
        case = escalations.make_challenge(name)
        midpoints.make_check(case)
        midpoints.half_way(case, days_ago=20)
        escalations.make_concern(case, impact=f"{name} is sad.")
        escalations.make_form(case)
        conferences.make_booked(conferences.make_case(name))
        grown = plans.make_case(f"Ada {name}", f"Ben {name}")
        Person.objects.filter(pk=grown.mother.pk).update(family_name=name)
        grown.meet(plans.days_ago(3))
        seen = {plan: Seen(True, SeenAnswer.YES, SeenAnswer.YES) for plan in grown.plans}
        record_visit(
            visited_on=plans.days_ago(4), seen=seen, visited_by=grown.nurse, by=grown.worker
        )
        return case


def ids_by_resource() -> dict[str, set[int]]:
    return {prefix: numbers_of(view) for prefix, view in RESOURCES.items()}


def numbers_of(view: type[CaseView]) -> set[int]:
    """Of every row there is, hidden or not."""
    asked = view()
    asked.action = "list"
    field = "booking_id" if view.noun == "bookings" else "pk"
    return set(asked.rows().values_list(field, flat=True))


class Sender:
    """Makes up requests of the document's operations. One seed, one series of requests."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.schemas = openapi()["components"]["schemas"]

    def faults_of(self, role: Role, path: str, method: str, told: dict[str, Any]) -> Iterator[str]:
        prefix = path.split("/")[3]
        number = self.chance.choice([*sorted(self.world.ids[prefix]) * 4, 0, 10**20])
        address, body = self.address(path, told, number), self.body(told)
        system = self.world.systems[role]
        with transaction.atomic():
            if method == "get":
                answer = system.get(address)
            else:
                answer = system.post(address, json.dumps(body))
            transaction.set_rollback(True)
        said = f"{role.value} {method} {address} {str(body)[:300]}: {answer.status_code}"
        if answer.status_code >= 500:
            yield said
        if HIDDEN in answer.content.decode():
            yield f"{said} tells of the hidden family"
        if "{id}" in path and number in self.world.hidden[prefix] and answer.status_code < 300:
            yield f"{said} opens what is hidden"
        if "{id}" not in path and ids_in(answer) & self.world.hidden[prefix]:
            yield f"{said} lists what is hidden"
        yield from faults(path, method, answer)

    def address(self, path: str, told: dict[str, Any], number: int) -> str:
        asked = [
            f"{each['name']}={self.chance.choice(['1', 'true', 'x', '2026-11-19', '%00', 'open'])}"
            for each in told.get("parameters", [])
            if each["in"] == "query" and self.chance.random() < 0.15
        ]
        return path.replace("{id}", str(number)) + ("?" + "&".join(asked) if asked else "")

    def body(self, told: dict[str, Any]) -> Any:
        for media in told.get("requestBody", {}).get("content", {}).values():
            sent = self.value(media["schema"])
            if self.chance.random() < 0.5 and isinstance(sent, dict):
                sent = {**media["example"], **{k: sent[k] for k in list(sent)[:2]}}
            return sent
        return {}

    def value(self, schema: dict[str, Any]) -> Any:
        if self.chance.random() < 0.06:
            return self.chance.choice(NASTY)
        if "$ref" in schema:
            return self.value(self.schemas[schema["$ref"].rpartition("/")[2]])
        for several in ("allOf", "oneOf", "anyOf"):
            if several in schema:
                return self.value(self.chance.choice(schema[several]))
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kind = schema.get("type", "object")
        kind = kind if isinstance(kind, str) else self.chance.choice(kind)
        if kind == "object":
            return self.fields(schema)
        if kind == "array":
            return [self.value(schema["items"]) for _ in range(self.chance.randint(0, 2))]
        if kind == "integer":
            return self.chance.randint(1, 60)
        if kind == "string":
            return self.chance.choice(PLAUSIBLE[schema.get("format", "string")])
        return kind == "boolean" and self.chance.random() < 0.5

    def fields(self, schema: dict[str, Any]) -> dict[str, Any]:
        needed = schema.get("required", [])
        return {
            name: self.value(inner)
            for name, inner in schema.get("properties", {}).items()
            if name in needed or self.chance.random() < 0.5
        }


def send(world: World, *, rounds: int, roles_at_once: int, seed: int = 7) -> list[str]:
    sender = Sender(world, seed)
    found: list[str] = []
    operations = [
        (path, method, told)
        for path, methods in openapi()["paths"].items()
        for method, told in methods.items()
    ]
    for number, (path, method, told) in enumerate(operations * rounds):
        for step in range(roles_at_once):
            role = list(Role)[(number + step) % len(Role)]
            found += sender.faults_of(role, path, method, told)
    return found


def ids_in(answer: HttpResponse) -> set[int]:
    """What a list gives out; nothing where it is refused."""
    rows = answer.json()["results"] if answer.status_code == 200 else []
    return {row["id"] for row in rows}


def leaks(world: World) -> Iterator[str]:
    """Each list as whole as it comes, and something hidden of each resource, asked by each role.

    A head of service is given all that is open, so that no list is empty for another reason.
    """
    for role, system in world.systems.items():
        for prefix, hidden in world.hidden.items():
            path = f"/api/v1/{prefix}"
            listed = ids_in(system.get(path, {"limit": 200}))
            if listed & hidden:
                yield f"{role} {path} lists what is hidden"
            if role == Role.HEAD_OF_SERVICE and listed != world.open[prefix]:
                yield f"{role} {path} lists {listed}, not {world.open[prefix]}"
            if system.get(f"{path}/{min(hidden)}").status_code < 300:
                yield f"{role} {path} opens what is hidden"


def test_no_request_crashes_or_leaks() -> None:
    world = World()
    assert send(world, rounds=1, roles_at_once=3) == []
    assert list(leaks(world)) == []


@pytest.mark.full
def test_no_request_of_many_crashes_or_leaks() -> None:
    assert send(World(), rounds=6, roles_at_once=8, seed=11) == []
