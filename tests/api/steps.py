"""Steps that other systems take: each answer compared with the document."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.api.documented import faults
from tests.factories.api import System
from tests.factories.conferences import (
    Case,
    days_ago,
)


def done(system: System, path: str, id: int, step: str, body: Any = None) -> Any:
    """What a step answers; it must have been taken, be as documented, and be answered alike when
    it is sent again, as it is after a time-out."""
    key, url = str(uuid4()), f"/api/v1/{path}/{id}/{step}"
    answer = system.post(url, body, key=key)
    assert answer.status_code == 201, answer.content
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "post", answer) == []
    again = system.post(url, body, key=key)
    assert (again.status_code, again.content) == (201, answer.content)
    assert again["Idempotent-Replayed"] == "true"
    return answer.json()


def refused(
    system: System, path: str, id: int, step: str, body: Any = None
) -> tuple[int, list[tuple[str, str]]]:
    """(status, [(field, rule)]) of a step that is not taken."""
    answer = system.post(f"/api/v1/{path}/{id}/{step}", body)
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "post", answer) == []
    told = answer.json()
    assert answer.status_code >= 400, told
    assert (told["status"], bool(told["detail"])) == (answer.status_code, True)
    return answer.status_code, [(each["field"], each["rule"]) for each in told["errors"]]


def whole_request(case: Case, **fields: Any) -> dict[str, Any]:
    discussed = days_ago(3).isoformat()
    agreed = {"agreed_by": "Layla", "agreed_on": days_ago(1).isoformat()}
    return {
        "kind": "initial",
        "children": [
            {
                "child": case.older.pk,
                "discussed_on": discussed,
                "parental_responsibility": [case.mother.pk],
                "advocacy": agreed,
            },
        ],
        "left_out": [{"child": case.younger.pk, "reason": "Lives with Gran."}],
        "section_47_outcome": "substantiated_likely",
        "decided_on": timezone.localdate().isoformat(),
        "reason": "Tamsin has been left alone at night.",
        "interim_safety_plan": "Grandmother stays at night.",
        "relatives": [case.mother.pk],
        "professionals": [case.school.pk, case.health_visitor.pk],
        "agreement": {"name": "Priya Manager", "at": timezone.now().isoformat()},
        "police_wanted": False,
        **fields,
    }


def numbers_of_professionals(
    system: System, path: str, id: int, step: str = "recipients"
) -> dict[str, int]:
    """Each professional who may be chosen, by name."""
    answer = system.get(f"/api/v1/{path}/{id}/{step}")
    assert answer.status_code == 200, answer.content
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "get", answer) == []
    return {each["name"]: each["professional"] for each in answer.json()}


def at_table(system: System, path: str, id: int, step: str) -> dict[str, Any]:
    """Who may have come to a core group."""
    answer = system.get(f"/api/v1/{path}/{id}/{step}")
    assert answer.status_code == 200, answer.content
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "get", answer) == []
    told: dict[str, Any] = answer.json()
    return told
