"""How a message leaves, and how far it has got."""

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    PRINT = "print", "Print"
    SCREEN = "screen", "On screen"


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    HELD = "held", "Held back by a check"
    WITHDRAWN = "withdrawn", "Withdrawn"
    FAILED = "failed", "Could not be sent"
