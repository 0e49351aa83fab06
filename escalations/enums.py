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


class Ground(models.TextChoices):
    """What a complaint about a conference is about (London, Greater Manchester, Rotherham,
    Hertfordshire, Northumberland, Walsall)."""

    PROCESS = "process", "How the conference was held"
    CATEGORY = "category", "The category"
    PLAN_MADE = "plan_made", "A plan was made, or goes on"
    NO_PLAN = "no_plan", "No plan was made, or it was ended"


class Complainant(models.TextChoices):
    """Who may complain (Bedford, Tees)."""

    PARENT = "parent", "A parent or carer"
    CHILD = "child", "The child, of sufficient understanding"
    NOMINEE = "nominee", "Somebody the child or parent has named"


class ComplaintState(models.TextChoices):
    WITH_CHAIR = "with_chair", "Stage 1: with the chair"
    CHAIR_ANSWERED = "chair_answered", "Chair has answered"
    WITH_PANEL = "with_panel", "Stage 2: with a panel"
    PANEL_DECIDED = "panel_decided", "Panel has decided"
    RECONVENING = "reconvening", "Stage 3: the conference is held again"
    PASSED_ON = "passed_on", "Passed on to the agency it is about"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn"


COMPLAINT_STEPS: dict[str, frozenset[str]] = {
    ComplaintState.WITH_CHAIR: frozenset(
        {
            ComplaintState.CHAIR_ANSWERED,
            ComplaintState.WITH_PANEL,
            ComplaintState.PASSED_ON,
            ComplaintState.WITHDRAWN,
        }
    ),
    ComplaintState.CHAIR_ANSWERED: frozenset(
        {ComplaintState.WITH_PANEL, ComplaintState.CLOSED, ComplaintState.WITHDRAWN}
    ),
    ComplaintState.WITH_PANEL: frozenset({ComplaintState.PANEL_DECIDED, ComplaintState.WITHDRAWN}),
    ComplaintState.PANEL_DECIDED: frozenset({ComplaintState.RECONVENING, ComplaintState.CLOSED}),
    ComplaintState.RECONVENING: frozenset({ComplaintState.CLOSED}),
    ComplaintState.PASSED_ON: frozenset(),
    ComplaintState.CLOSED: frozenset(),
    ComplaintState.WITHDRAWN: frozenset(),
}
COMPLAINT_OVER = (ComplaintState.PASSED_ON, ComplaintState.CLOSED, ComplaintState.WITHDRAWN)


class Finding(models.TextChoices):
    """What a panel finds. It cannot change a decision: only a conference can."""

    NOT_UPHELD = "not_upheld", "Not upheld"
    UPHELD = "upheld", "Upheld, and the decision need not be looked at again"
    RECONVENE = "reconvene", "Upheld: the conference should be held again"
