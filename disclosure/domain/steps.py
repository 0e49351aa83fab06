"""What every step on a pack shares: lock it, check the transition, audit the act or refusal."""

from __future__ import annotations

from typing import Any

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.enums import PACK_STEPS, PackState
from disclosure.models import Pack
from people.domain.permission import require


def lock(pack: Pack) -> Pack:
    """The pack's row, locked, with everything a step reads."""
    rows = Pack.objects.select_related("recipient__person", "record__family", "upload")
    locked: Pack = rows.select_for_update(of=("self",)).get(pk=pack.pk)
    return locked


def allow(allowed: bool, *, verb: str, pack: Pack, by: User, message: str) -> None:
    """Raises `NotAllowed`, audited, unless `allowed`."""
    children = pack.children_concerned() if not allowed else ()
    require(
        allowed, verb, by=by, subjects=[pack], children=children, reason=message, message=message
    )


def move(pack: Pack, state: PackState) -> None:
    """Raises `WrongState` when the pack may not go there from where it is."""
    if state not in PACK_STEPS[PackState(pack.state)]:
        label = PackState(pack.state).label.lower()
        raise WrongState(f"{pack.number} is {label}, so this cannot be done now.")
    pack.state = state


def audited(
    action: Action,
    verb: str,
    pack: Pack,
    *,
    by: User | None,
    reason: str = "",
    **detail: Any,
) -> None:
    write_audit(
        action,
        verb,
        by=by,
        subjects=[pack],
        children=pack.children_concerned(),
        reason=reason,
        detail={"sha256": pack.sha256, **detail},
    )
