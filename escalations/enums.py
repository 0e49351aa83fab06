"""Themes, states and the transition tables of concerns, Resolution Forms and complaints."""

from django.db import models


class Theme(models.TextChoices):
    """What reasons are counted under. The list of reasons may change; these stay comparable."""

    ASSESSMENT = "assessment", "Child and family assessment"
    VISITS = "visits", "Visits and core groups"
    ACTIONS = "actions", "Decisions and actions"
    RECORDING = "recording", "Records"
    DRIFT = "drift", "Drift and delay"
    LEGAL = "legal", "Legal planning"
    PARTNERS = "partners", "Partner agencies"
    SAFETY = "safety", "Safety planning"
    OTHER = "other", "Something else"


class ConcernState(models.TextChoices):
    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"
    PROMOTED = "promoted", "Became a Resolution Form"


CONCERN_STEPS: dict[str, frozenset[str]] = {
    ConcernState.OPEN: frozenset({ConcernState.RESOLVED, ConcernState.PROMOTED}),
    ConcernState.RESOLVED: frozenset(),
    ConcernState.PROMOTED: frozenset(),
}
