"""Kinds of plan, categories of abuse and kinds of plan item."""

from django.db import models


class PlanKind(models.TextChoices):
    CHILD_PROTECTION = "child_protection", "Child protection plan"
    CHILD_IN_NEED = "child_in_need", "Child in need plan"
    EARLY_HELP = "early_help", "Early help plan"


class Category(models.TextChoices):
    """Census codes (domain.md, sections 1 and 10). Multiple: more than one, or none recommended."""

    NEGLECT = "NEG", "Neglect"
    PHYSICAL = "PHY", "Physical abuse"
    SEXUAL = "SAB", "Sexual abuse"
    EMOTIONAL = "EMO", "Emotional abuse"
    MULTIPLE = "MUL", "Multiple or not recommended"


class ItemKind(models.TextChoices):
    """The parts of an outline plan, in the order a family reads them."""

    DANGER_STATEMENT = "danger_statement", "What we are worried about"
    SAFETY_GOAL = "safety_goal", "What needs to be different"
    HOW_WE_WILL_KNOW = "how_we_will_know", "How we will know"
    ACTION = "action", "Who will do what, by when"
    CONTINGENCY = "contingency", "What happens if this does not work"
    BOTTOM_LINE = "bottom_line", "What must always happen"


class EndReason(models.TextChoices):
    """A local list: the census holds none (domain.md, section 2)."""

    REVIEW_DECISION = "review_decision", "Review conference decided the plan should end"
    TRANSFERRED = "transferred", "The receiving authority held its conference"
    TURNED_18 = "turned_18", "Turned 18"
    DIED = "died", "Died"
    LEFT_UK = "left_uk", "Left the United Kingdom for good"
    LOOKED_AFTER = "looked_after", "Became looked after"
    LEFT_AREA = "left_area", "Left our area (another authority’s plan only)"


class ItemStatus(models.TextChoices):
    """How far an item of the plan has come. `NOT_NEEDED` always has a reason."""

    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "No longer needed"


# Any item may be taken up again: a dentist's visit that was done may have to be done once more.
ITEM_STEPS: dict[str, frozenset[str]] = {
    status: frozenset(ItemStatus) - {status} for status in ItemStatus
}
OPEN_ITEMS = frozenset({ItemStatus.NOT_STARTED, ItemStatus.UNDER_WAY})


class CoreGroupState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    NOT_HELD = "not_held", "Not held"
    VOID = "void", "Taken back"


CORE_GROUP_STEPS: dict[str, frozenset[str]] = {
    CoreGroupState.PLANNED: frozenset(
        {CoreGroupState.HELD, CoreGroupState.NOT_HELD, CoreGroupState.VOID}
    ),
    CoreGroupState.HELD: frozenset({CoreGroupState.VOID}),
    CoreGroupState.NOT_HELD: frozenset({CoreGroupState.VOID}),
    CoreGroupState.VOID: frozenset(),
}


class NotHeldReason(models.TextChoices):
    """Why a core group was not held. A local list: no source codes it."""

    WORKER_AWAY = "worker_away", "The social worker was away or had left"
    FAMILY_AWAY = "family_away", "The family could not come"
    PARTNERS_AWAY = "partners_away", "Too few professionals could come"
    NO_PLACE = "no_place", "No room or interpreter"
    UNSAFE = "unsafe", "It was not safe to meet"
    ANOTHER_DAY = "another_day", "Moved to another day by agreement"
    OTHER = "other", "Another reason"


class CameAs(models.TextChoices):
    """How a member took part. Only who was there throughout heard every word."""

    IN_PERSON = "in_person", "There the whole time"
    REMOTE = "remote", "Joined remotely the whole time"
    PART = "part", "There for part of it"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"


THROUGHOUT = frozenset({CameAs.IN_PERSON, CameAs.REMOTE})
CAME = THROUGHOUT | {CameAs.PART}


class Direction(models.TextChoices):
    """What the core group says of one outcome since the last time."""

    BETTER = "better", "Better"
    SAME = "same", "About the same"
    WORSE = "worse", "Worse"


class SeenAnswer(models.TextChoices):
    """Annex A answers (domain.md, section 10). Unknown is for what was imported without it."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class NotSeenReason(models.TextChoices):
    """Why the child was not seen at a visit. A local list."""

    NOBODY_IN = "nobody_in", "Nobody was in"
    NOT_LET_IN = "not_let_in", "Not let in"
    CHILD_OUT = "child_out", "The child was somewhere else"
    CHILD_REFUSED = "child_refused", "The child did not want to be seen"
    OTHER = "other", "Another reason"


class VisitSource(models.TextChoices):
    ENTERED = "entered", "Entered here"
    IMPORTED = "imported", "Imported from the case system"


class PanelView(models.TextChoices):
    """What the panel of a long plan thinks. It decides nothing: only a review conference does."""

    WORKING = "working", "The plan is working and needs more time"
    CHANGE_NEEDED = "change_needed", "The plan must change"
    STEP_DOWN = "step_down", "Ready to step down at the next review"
    LEGAL_ADVICE = "legal_advice", "Take legal advice"


class LongReason(models.TextChoices):
    """Why a plan has run long. A local list: no source codes it."""

    NO_CHANGE = "no_change", "Little has changed at home"
    NEW_HARM = "new_harm", "New harm or new people"
    WORKERS_CHANGED = "workers_changed", "The social worker changed"
    SERVICES_WAITED = "services_waited", "The family waits for a service"
    COURT = "court", "Court or legal planning is under way"
    LATE_REVIEWS = "late_reviews", "Reviews or core groups were late"
    OTHER = "other", "Another reason"


class RepeatReason(models.TextChoices):
    """Why a child is on a plan again. A local list."""

    SAME_HARM = "same_harm", "The same harm came back"
    OTHER_HARM = "other_harm", "Another kind of harm"
    ENDED_EARLY = "ended_early", "The earlier plan ended too early"
    HELP_STOPPED = "help_stopped", "Help stopped after the earlier plan"
    NEW_PEOPLE = "new_people", "New people in the home"
    OTHER = "other", "Another reason"


class PeerView(models.TextChoices):
    """What the peer thinks of the decision to make a plan again."""

    RIGHT = "right", "A plan is right"
    OTHER_WAY = "other_way", "Another way should be looked at"
    LEGAL_ADVICE = "legal_advice", "Take legal advice"
