"""What is counted, of what, over how long and for whom."""

from __future__ import annotations

from django.db import models


class FactKind(models.TextChoices):
    """One kind for each thing that happens to a child or to the service and is counted."""

    SECTION_47 = "section_47", "Section 47 enquiry"
    REQUEST = "request", "Request for a conference"
    CONSULTATION = "consultation", "Consultation or screening"
    INITIAL = "initial", "Child at an initial or transfer-in conference"
    REVIEW = "review", "Child at a review conference"
    PLAN = "plan", "Child protection plan"
    CASELOAD = "caseload", "A child's plan while one chair had it"
    CHAIR = "chair", "How much of full time a chair works"
    CORE_GROUP = "core_group", "Core group"
    VISIT = "visit", "Statutory visit"
    MIDPOINT = "midpoint", "Midpoint check"
    CONCERN = "concern", "Informal concern"
    RESOLUTION_FORM = "resolution_form", "Resolution Form"
    DUTY = "duty", "A duty with a limit"
    ATTENDANCE = "attendance", "A person invited to a conference"
    SESSION = "session", "A booked or bookable session"
    ADVOCACY = "advocacy", "Advocacy for a child"
    FEEDBACK = "feedback", "An answer to the feedback form"
    DIP = "dip", "A graded case of a dip sample"


class Origin(models.TextChoices):
    HERE = "here", "Recorded here"
    IMPORTED = "imported", "Imported"


class Counted(models.TextChoices):
    """The unit of a figure; units are never mixed in one (domain.md, section 13, trap 11)."""

    CHILDREN = "children", "children"
    CONFERENCES = "conferences", "conferences"
    PLANS = "plans", "plans"
    EVENTS = "events", "events"

    def noun(self, number: int) -> str:
        """One child, two children."""
        one = {Counted.CHILDREN: "child"}.get(self, self.value.removesuffix("s"))
        return one if number == 1 else self.value


class Grain(models.TextChoices):
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year to 31 March"


class ScopeKind(models.TextChoices):
    SERVICE = "service", "The whole service"
    AREA = "area", "Area"
    TEAM = "team", "Team"
    CHAIR = "chair", "Chair"


class RunState(models.TextChoices):
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    PARTLY = "partly", "Done, with rows that were not loaded"
    REFUSED = "refused", "Nothing was loaded"
    STOPPED = "stopped", "Stopped on the way"


class Severity(models.TextChoices):
    ERROR = "error", "Not loaded"
    CONFLICT = "conflict", "Owned by this system, left as it is"
    GAP = "gap", "Missing, and not guessed"
    NOTE = "note", "For your information"
