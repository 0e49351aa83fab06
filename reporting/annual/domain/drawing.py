"""The files of a frozen edition: drawn once by a worker, kept, and handed out as they are."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from reporting import rules
from reporting.annual.domain.freezing import content_of
from reporting.annual.enums import DrawingState
from reporting.annual.files import FILES
from reporting.models import AnnualDrawing, AnnualFile

# A worker that died while drawing has lost it after this long.
LOST_AFTER = dt.timedelta(minutes=10)
NOT_A_READER = "The annual report is for the staff of the conference service and for managers."
NOT_A_SENDER = "Only a head of service or data officer can take the public edition out."
logger = logging.getLogger(__name__)


def waiting() -> list[int]:
    """Drawings that nobody has begun, or whose worker was lost."""
    return list(_to_draw().values_list("pk", flat=True))


def _to_draw() -> QuerySet[AnnualDrawing]:
    lost = Q(state=DrawingState.DRAWING, began_at__lt=timezone.now() - LOST_AFTER)
    return AnnualDrawing.objects.filter(Q(state=DrawingState.WAITING) | lost)


def draw_edition(drawing_id: int) -> bool:
    """May run twice: a file that is there is not drawn again. False when there is nothing to do."""
    drawing = _begin(drawing_id)
    if drawing is None:
        return False
    try:
        _draw(drawing)
    except Exception as error:
        logger.exception("Annual report %s could not be drawn", drawing_id)
        drawing.problem = type(error).__name__
        drawing.state = DrawingState.FAILED
    else:
        drawing.state, drawing.drawn_at = DrawingState.DRAWN, timezone.now()
    drawing.save()
    return drawing.state == DrawingState.DRAWN


@transaction.atomic
def _begin(drawing_id: int) -> AnnualDrawing | None:
    rows = _to_draw().select_for_update(skip_locked=True)
    drawing: AnnualDrawing | None = rows.filter(pk=drawing_id).first()
    if drawing is not None:
        drawing.state, drawing.began_at = DrawingState.DRAWING, timezone.now()
        drawing.problem = ""
        drawing.save()
    return drawing


def _draw(drawing: AnnualDrawing) -> None:
    """Each file is kept as soon as it is whole: that is the progress the page shows."""
    content = content_of(drawing.edition, is_public=drawing.is_public)
    there = set(drawing.files.values_list("kind", flat=True))
    for kind, (_, make) in FILES.items():
        if kind not in there:
            made = make(content)
            sha256 = hashlib.sha256(made).hexdigest()
            AnnualFile.objects.create(drawing=drawing, kind=kind, content=made, sha256=sha256)


@transaction.atomic
def draw_again(*, drawing: AnnualDrawing, by: User) -> AnnualDrawing:
    """Raises `NotAllowed`, `WrongState` unless it has failed."""
    require(rules.reads_figures(by), "reporting.annual.draw", by=by, message=NOT_A_READER)
    row: AnnualDrawing = AnnualDrawing.objects.select_for_update().get(pk=drawing.pk)
    if row.state != DrawingState.FAILED:
        raise WrongState("Only a drawing that failed can be tried again.")
    row.state = DrawingState.WAITING
    row.save()
    record(Action.CHANGED, "reporting.annual.draw", by=by, subjects=[row])
    return row


@transaction.atomic
def hand_out(*, drawing: AnnualDrawing, kind: str, by: User) -> bytes:
    """One file, as it was drawn. Raises `NotAllowed`, `WrongState` while it is not there.

    The public edition is made to leave the building; who may take it out is fewer than who reads.
    """
    verb = f"reporting.annual.{'public' if drawing.is_public else 'full'}"
    allowed = rules.writes_report(by) if drawing.is_public else rules.reads_figures(by)
    message = NOT_A_SENDER if drawing.is_public else NOT_A_READER
    require(allowed, verb, by=by, subjects=[drawing], message=message)
    file = AnnualFile.objects.filter(drawing=drawing, kind=kind).first()
    if file is None:
        raise WrongState("This file has not been drawn yet.")
    detail = {"file": kind, "sha256": file.sha256}
    record(Action.EXPORTED, verb, by=by, subjects=[drawing], detail=detail)
    return bytes(file.content)
