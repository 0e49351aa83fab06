"""How a message leaves, to what kind of person, and how far it has got."""

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email", "Email"
    SMS = "sms", "Text message"
    LETTER = "letter", "Letter"


# These leave by themselves; a letter leaves when somebody prints and posts it.
SENT_BY_MACHINE = (Channel.EMAIL, Channel.SMS)


class RecipientKind(models.TextChoices):
    STAFF = "staff", "Staff"
    PROFESSIONAL = "professional", "Professional"
    FAMILY = "family", "Family member"
    CHILD = "child", "Child"


OF_THE_FAMILY = (RecipientKind.FAMILY, RecipientKind.CHILD)


class State(models.TextChoices):
    WAITING = "waiting", "Waiting"
    HELD = "held", "Held back"
    PRINTED = "printed", "Printed, not posted yet"
    SENT = "sent", "Sent"
    DELIVERED = "delivered", "Delivered"
    BOUNCED = "bounced", "Came back"
    FAILED = "failed", "Could not be sent"
    WITHDRAWN = "withdrawn", "Cancelled"


# Somebody must look at these.
TROUBLED = (State.HELD, State.BOUNCED, State.FAILED)
# The recipient may know of it: a bounced message reached nobody.
LEFT = (State.PRINTED, State.SENT, State.DELIVERED)
# Nothing has left, and nothing must any more.
MAY_BE_WITHDRAWN = (State.WAITING, State.HELD)
MAY_BE_CANCELLED = (State.WAITING, *TROUBLED)
MAY_BE_PRINTED = (State.WAITING, State.HELD, State.PRINTED, State.SENT)
MAY_BE_SENT_AGAIN = (*TROUBLED, State.SENT, State.DELIVERED)
