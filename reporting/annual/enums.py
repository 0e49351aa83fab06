"""How far the files of an edition have come."""

from __future__ import annotations

from django.db import models


class DrawingState(models.TextChoices):
    WAITING = "waiting", "Waiting to be drawn"
    DRAWING = "drawing", "Being drawn"
    DRAWN = "drawn", "Ready"
    FAILED = "failed", "Could not be drawn"
