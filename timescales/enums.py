"""The words of the clocks: units, directions, evidence, kinds of closed day."""

from __future__ import annotations

from django.db import models


class Unit(models.TextChoices):
    """What an amount counts."""

    WORKING_DAYS = "working_days", "working days"
    DAYS = "days", "days"
    WEEKS = "weeks", "weeks"
    CALENDAR_MONTHS = "calendar_months", "calendar months"
    HOURS = "hours", "hours"
    MIDPOINT = "midpoint", "half-way"


class Direction(models.TextChoices):
    """Whether the clock runs on from its start, or back from an event still to come."""

    AFTER = "after", "after"
    BEFORE = "before", "before"


class Evidence(models.TextChoices):
    """How well a rule is known. Shown beside its source on every "why this date?"."""

    SOURCE = "S", "read in the source named"
    CHECKED = "V", "checked by calculation"
    KNOWLEDGE = "K", "general professional knowledge, no source located"
    PRODUCT = "P", "recommended by this product"


class DayKind(models.TextChoices):
    """Why a day is not a working day."""

    BANK_HOLIDAY = "bank_holiday", "Bank holiday"
    EXPECTED_HOLIDAY = "expected_holiday", "Expected bank holiday (not published yet)"
    PROCLAIMED = "proclaimed_holiday", "Proclaimed bank holiday"
    MOVED = "moved", "Bank holiday moved to another day"
    LOCAL_CLOSURE = "local_closure", "Local closure"


class Part(models.TextChoices):
    """Which part of a rule a local value sets."""

    AMOUNT = "amount", "Time limit"
    AFTER_BIRTH = "after_birth", "Limit after birth"
    STARTS = "starts", "What starts the clock"
    CLOSURES = "closures", "Local closures"


class RedatingCause(models.TextChoices):
    """Why open deadlines were re-dated together."""

    DAY_ADDED = "day_added", "Day added to the calendar"
    DAY_WITHDRAWN = "day_withdrawn", "Day taken off the calendar again"
    SETTING = "setting", "Local value changed"
    PUBLISHED = "published", "Bank holidays published, or the rules changed"


class ChangeKind(models.TextChoices):
    """What happened to one deadline."""

    STARTED = "started", "Clock started"
    RESTARTED = "restarted", "Clock started from another date"
    REDATED = "redated", "Moved by the calendar or a local value"
    MET = "met", "Met"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REOPENED = "reopened", "Opened again"
