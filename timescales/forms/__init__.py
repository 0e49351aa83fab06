"""What managers type about the calendar and local values."""

from timescales.forms.calendar import AddDayForm, WithdrawDayForm
from timescales.forms.settings import LocalValueForm

__all__ = ["AddDayForm", "LocalValueForm", "WithdrawDayForm"]
