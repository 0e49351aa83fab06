from notifications.models.message import Message
from notifications.models.printing import PrintedLetter, PrintRun
from notifications.models.step import MessageStep

__all__ = ["Message", "MessageStep", "PrintRun", "PrintedLetter"]
