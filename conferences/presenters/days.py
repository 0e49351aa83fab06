"""Whether a meeting is being held on the day it is booked for, in words."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from conferences.domain.session import booked_day
from conferences.enums import ConferenceState
from conferences.models import Conference


def day_warning(conference: Conference) -> str:
    """What is odd about the day; empty when nothing is."""
    today, booked = timezone.localdate(), booked_day(conference)
    if conference.state != ConferenceState.IN_SESSION:
        odd = booked is not None and booked != today
        return (
            f"This conference is booked for {_said(booked)}. Today is {_said(today)}."
            if odd
            else ""
        )
    if conference.keyed_from_paper or conference.started_at is None:
        return ""
    started = timezone.localdate(conference.started_at)
    if started != today:
        return f"This conference was started on {_said(started)} and has not been closed."
    if booked is not None and booked != today:
        return f"This conference is held today. It is booked for {_said(booked)}."
    return ""


def _said(day: dt.date | None) -> str:
    return f"{day:%A %-d %B %Y}" if day else ""
