"""Deadlines, their history, and what a manager adds to the calendar and the rules."""

from timescales.models.calendar_day import CalendarDay
from timescales.models.deadline import Deadline
from timescales.models.deadline_change import DeadlineChange
from timescales.models.local_setting import LocalSetting
from timescales.models.redating import Redating

__all__ = ["CalendarDay", "Deadline", "DeadlineChange", "LocalSetting", "Redating"]
