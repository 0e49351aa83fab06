"""A return from the moment somebody asks for it to the moment its file leaves the building."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from contextlib import suppress
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from reporting import rules
from reporting.models import ReturnFinding, ReturnRun
from reporting.returns.authority import our_authority
from reporting.returns.census.rule import Severity
from reporting.returns.domain.files import private_folder, written_whole
from reporting.returns.domain.making import Made, make_file
from reporting.returns.enums import ReturnKind, ReturnState

logger = logging.getLogger(__name__)

NOT_YOURS = "Returns are made and sent by the data officer."
NOT_HERE = "This file is not kept any more. Make the return again."
NOT_MADE = "This file is not made yet."
CANNOT_KEEP = "The file could not be kept: the disk may be full. Tell whoever runs Chairside."
WENT_WRONG = "Something went wrong on the way. Tell whoever runs Chairside: the log says what."
# A worker that took it and has said nothing for so long has died; another takes it.
GIVEN_UP = dt.timedelta(minutes=30)
KEPT = dt.timedelta(days=14)  # local default: nobody needs an old return, and it names children


def require_sender(by: User, verb: str) -> None:
    require(rules.sends_returns(by), verb, by=by, message=NOT_YOURS)


@transaction.atomic
def ask_for_return(*, kind: ReturnKind, as_at: dt.date, by: User) -> ReturnRun:
    """The row that a worker makes the file from. Raises `NotAllowed`, `AuthorityNotSet`."""
    require_sender(by, "reporting.ask_for_return")
    our_authority()
    run = ReturnRun.objects.create(kind=kind, as_at=as_at, asked_by=by)
    record(Action.CREATED, "reporting.ask_for_return", by=by, subjects=[run])
    return run


def waiting() -> list[int]:
    """Those that no living worker has in hand."""
    given_up = Q(state=ReturnState.MAKING, began_at__lt=timezone.now() - GIVEN_UP)
    rows = ReturnRun.objects.filter(Q(state=ReturnState.WAITING) | given_up)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def make_return(run_id: int) -> bool:
    """Make the file of this run, unless another worker has it. May be called twice."""
    if not _take(run_id):
        return False
    run = ReturnRun.objects.get(pk=run_id)
    try:
        with written_whole(place(run)) as out:
            made = make_file(run, out)
        _finish(run, made)
    except DomainError as error:
        _fail(run, error.message)
    except OSError as error:
        logger.error("Return %s could not be kept: %s", run.pk, error)
        _fail(run, CANNOT_KEEP)
    except Exception:
        logger.exception("Return %s could not be made", run.pk)
        _fail(run, WENT_WRONG)
    return run.state == ReturnState.MADE


def _take(run_id: int) -> bool:
    free = ReturnRun.objects.filter(pk=run_id, pk__in=waiting())
    return bool(free.update(state=ReturnState.MAKING, began_at=timezone.now()))


@transaction.atomic
def _finish(run: ReturnRun, made: Made) -> None:
    findings = [
        ReturnFinding(
            run=run,
            child_id=found.child.pk if found.child else None,
            rule=found.rule.code,
            severity=found.rule.severity.value,
            about=found.about,
        )
        for found in made.found
    ]
    run.findings.all().delete()
    ReturnFinding.objects.bulk_create(findings, batch_size=1000)
    run.errors = sum(found.rule.severity == Severity.ERROR for found in made.found)
    run.queries = len(findings) - run.errors
    run.children, run.not_checkable = made.children, made.not_checkable
    run.done = len(made.children)
    run.state, run.made_at = ReturnState.MADE, timezone.now()
    with place(run).open("rb") as file:
        run.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    run.save()
    record(Action.CREATED, "reporting.make_return", by=None, subjects=[run], children=run.children)


def _fail(run: ReturnRun, problem: str) -> None:
    """A file that was whole by then names children, and nobody else would ever take it away."""
    run.state, run.problem = ReturnState.FAILED, problem
    run.save(update_fields=["state", "problem"])
    with suppress(OSError):
        place(run).unlink(missing_ok=True)


def place(run: ReturnRun) -> Path:
    return private_folder() / str(run.pk)


@transaction.atomic
def file_to_hand_out(*, run: ReturnRun, by: User) -> Path:
    """The file, as its checks saw it. Audited as an export of every child in it first.

    Raises `NotAllowed`, `WrongState` when there is no file (any more), or it is not as it was made.
    """
    require_sender(by, "reporting.export_return")
    if run.state != ReturnState.MADE:
        raise WrongState(NOT_MADE)
    try:
        with place(run).open("rb") as file:
            is_whole = hashlib.file_digest(file, "sha256").hexdigest() == run.sha256
    except FileNotFoundError:
        is_whole = False
    if not is_whole:
        raise WrongState(NOT_HERE)
    detail = {"kind": run.kind, "as_at": run.as_at.isoformat(), "ready": run.is_ready}
    record(
        Action.EXPORTED,
        "reporting.export_return",
        by=by,
        subjects=[run],
        children=run.children,
        detail=detail,
    )
    return place(run)


def forget_old_files() -> int:
    """Take away the files, and what was found of each child, of returns made long ago."""
    old = ReturnRun.objects.filter(asked_at__lt=timezone.now() - KEPT).exclude(sha256="")
    for run in old:
        place(run).unlink(missing_ok=True)
        run.findings.all().delete()
        run.sha256 = ""
        run.save()
    return len(old)
