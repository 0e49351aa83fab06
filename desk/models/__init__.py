from desk.models.accepted import Accepted
from desk.models.kept_list import KeptList
from desk.models.reminding import Reminder, ReminderSchedule

__all__ = ["Accepted", "KeptList", "Reminder", "ReminderSchedule"]
