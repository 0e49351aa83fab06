"""What a midpoint check finds, and how a dip sample grades the chair's footprint."""

from django.db import models


class CheckState(models.TextChoices):
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done"


class Progress(models.TextChoices):
    """How the plan is going for the children."""

    ON_TRACK = "on_track", "On track"
    DRIFTING = "drifting", "Some drift or delay"
    STUCK = "stuck", "Not moving, or worse"


class Recommendation(models.TextChoices):
    CARRY_ON = "carry_on", "Carry on with the plan"
    CHANGE = "change", "The core group should change the plan"
    CATCH_UP = "catch_up", "Visits, core groups or actions must catch up"
    LEGAL = "legal", "A legal planning meeting"
    EARLY_REVIEW = "early_review", "An early review"
    STEP_DOWN = "step_down", "Ready for the review to consider ending the plan"


class NotDoneReason(models.TextChoices):
    """Both services say that capacity is why (annual reports 2022/23)."""

    NO_TIME = "no_time", "No time: other duties came first"
    CHAIR_AWAY = "chair_away", "The chair was away or changed"
    REVIEW_CLOSE = "review_close", "The review is about to be held, or was brought forward"
    PLAN_ENDING = "plan_ending", "The plan is about to end another way"
    OTHER = "other", "Another reason"


class Grade(models.TextChoices):
    """The inspectorate's words, best first. Buckinghamshire counts how many meet “good”."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"


MEETS_GOOD = frozenset({Grade.OUTSTANDING, Grade.GOOD})


class Round(models.TextChoices):
    """Who graded: one manager, a second who has not seen the first, and what they agreed."""

    FIRST = "first", "First grade"
    SECOND = "second", "Second grade"
    AGREED = "agreed", "Agreed grade"


class CaseState(models.TextChoices):
    TO_GRADE = "to_grade", "To be graded"
    GRADED = "graded", "Graded"
    MODERATING = "moderating", "Graded twice, to be agreed"
    AGREED = "agreed", "Agreed"


CASE_STEPS: dict[str, frozenset[str]] = {
    CaseState.TO_GRADE: frozenset({CaseState.GRADED}),
    CaseState.GRADED: frozenset({CaseState.MODERATING}),
    CaseState.MODERATING: frozenset({CaseState.AGREED}),
    CaseState.AGREED: frozenset(),
}
