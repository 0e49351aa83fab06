from desk.models.accepted import Accepted
from desk.models.reminding import Reminder, ReminderSchedule

__all__ = ["Accepted", "Reminder", "ReminderSchedule"]
