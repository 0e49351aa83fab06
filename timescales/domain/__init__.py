"""The verbs of the clocks. Upper apps call these and nothing else writes a deadline."""

from timescales.domain.clock import (
    Clock,
    calendar_held_still,
    current_calendar,
    current_clock,
    today_in_london,
)
from timescales.domain.deadlines import (
    meet_deadline,
    reopen_deadline,
    restart_deadline,
    start_deadline,
    withdraw_deadline,
)
from timescales.domain.queries import explain, explain_briefly, open_for_family, open_for_owner

__all__ = [
    "Clock",
    "calendar_held_still",
    "current_calendar",
    "current_clock",
    "explain",
    "explain_briefly",
    "meet_deadline",
    "open_for_family",
    "open_for_owner",
    "reopen_deadline",
    "restart_deadline",
    "start_deadline",
    "today_in_london",
    "withdraw_deadline",
]
