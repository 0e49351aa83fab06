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


class Route(models.TextChoices):
    """Of whom something is asked."""

    SERVICE = "service", "Our own managers"
    PARTNER = "partner", "A partner agency"


class FormState(models.TextChoices):
    WAITING = "waiting", "Waits for an answer"
    ANSWERED = "answered", "Answered"
    RESOLVED = "resolved", "Resolved"
    WITHDRAWN = "withdrawn", "Withdrawn"


# Stepping up leads from waiting (nobody answered) or answered (the answer is not enough) to
# waiting again. Nothing is resolved before somebody has answered.
FORM_STEPS: dict[str, frozenset[str]] = {
    FormState.WAITING: frozenset({FormState.ANSWERED, FormState.WAITING, FormState.WITHDRAWN}),
    FormState.ANSWERED: frozenset({FormState.WAITING, FormState.RESOLVED, FormState.WITHDRAWN}),
    FormState.RESOLVED: frozenset(),
    FormState.WITHDRAWN: frozenset(),
}
LIVE = (FormState.WAITING, FormState.ANSWERED)


class StepKind(models.TextChoices):
    """One line of the timeline of a Resolution Form."""

    RAISED = "raised", "Raised"
    ANSWERED = "answered", "Answered"
    STEPPED_UP = "stepped_up", "Stepped up"
    NOTE = "note", "Note"
    DANGER = "danger", "A child was in danger"
    RESOLVED = "resolved", "Resolved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class AnswerWay(models.TextChoices):
    SIGNED_IN = "signed_in", "With their own sign-in"
    GUEST = "guest", "By their own link"
    RECORDED = "recorded", "Another way, recorded here"


class Age(models.TextChoices):
    """How long something has been open, for the lists."""

    LATE = "late", "Past its limit"
    FOUR_WEEKS = "28", "Open more than 4 weeks"
    THREE_MONTHS = "91", "Open more than 3 months"
