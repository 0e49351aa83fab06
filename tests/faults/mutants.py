"""The web server with one safeguard taken out, named in MUTANT. For these tests only."""

from __future__ import annotations

import os
import random
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from config.wsgi import application

__all__ = ["MUTANTS", "application"]


def acknowledged_before_commit() -> None:
    """Answers at once and saves a moment later, as a write-behind queue does."""
    from conferences.domain import live

    save = live.save

    def later(**given: Any) -> None:
        time.sleep(random.random() * 0.4)
        save(**given)

    def answer_first(**given: Any) -> list[Any]:
        from disclosure.domain.operations import Result
        from disclosure.enums import OperationStatus

        threading.Thread(target=later, kwargs=given).start()
        return [Result(o["uuid"], OperationStatus.APPLIED, 0) for o in given["operations"]]

    live.save = answer_first


def not_deduplicated() -> None:
    """Believes that nobody sends twice: each sending is a new line."""
    from disclosure.domain import operations

    apply_one = operations._apply_one

    def always_new(operation: Any, *rest: Any) -> Any:
        payload = {**operation["payload"], "passage": str(uuid.uuid4())}
        sent_anew = {**operation, "uuid": str(uuid.uuid4()), "payload": payload}
        return replace(apply_one(sent_anew, *rest), uuid=operation["uuid"])

    operations._already_applied = lambda record, sent: {}
    operations._apply_one = always_new


def audited_afterwards() -> None:
    """Writes the audit row outside the transaction, when there is time."""
    from disclosure.domain import operations

    write = operations.write_audit

    def later(*given: Any, **named: Any) -> None:
        threading.Thread(target=lambda: (time.sleep(0.4), write(*given, **named))).start()

    operations.write_audit = later


def commit_not_on_disk() -> None:
    """synchronous_commit = off, set by the stack: PostgreSQL answers before its log is written."""


def last_write_wins() -> None:
    """Ignores which version an edit was based on."""
    from disclosure.domain import changes

    edit = changes.edit

    def overwrite(payload: Any, batch: Any) -> Any:
        passage = changes._passage(payload, batch)
        return edit({**payload, "base_version": passage.version}, batch)

    changes.CHANGES["passage.edit"] = overwrite


def decision_overwritten() -> None:
    """Ignores what somebody else decided since this screen last looked."""
    from conferences.domain import live

    live.newest_for = lambda record, key: None


MUTANTS: dict[str, Callable[[], None]] = {
    mutant.__name__: mutant
    for mutant in (
        acknowledged_before_commit,
        not_deduplicated,
        audited_afterwards,
        commit_not_on_disk,
        last_write_wins,
        decision_overwritten,
    )
}
if os.environ.get("MUTANT"):
    MUTANTS[os.environ["MUTANT"]]()
