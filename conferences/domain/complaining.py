"""Until when a complaint about a conference needs no reason for its lateness: families read the
day on their papers, and `escalations` keeps to it."""

from __future__ import annotations

import datetime as dt

from conferences.models import Conference
from timescales.domain import current_clock
from timescales.due import Dates


def last_day_to_complain(conference: Conference) -> dt.date:
    """28 days after the conference unless local practice says otherwise (Greater Manchester)."""
    return current_clock().due("complaint", Dates(start=conference.day)).due_on
