"""What an audit event says happened."""

from django.db import models


class Action(models.TextChoices):
    """A refusal and a read are events just as a write is (design.md, section 2)."""

    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Could not sign in"
    SIGNED_OUT = "signed_out", "Signed out"
    LOCKED = "locked", "Screen locked"
    LISTED = "listed", "Appeared in a list"
    OPENED = "opened", "Opened"
    SEARCHED = "searched", "Searched"
    EXPORTED = "exported", "Exported"
    PRINTED = "printed", "Printed"
    DOWNLOADED = "downloaded", "Downloaded"
    HANDED_OVER = "handed_over", "Handed over"
    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"
    DECIDED = "decided", "Decided"
    SENT = "sent", "Sent"
    BROKE_GLASS = "broke_glass", "Opened in an emergency"
    REFUSED = "refused", "Refused"


READS = frozenset(
    {
        Action.LISTED,
        Action.OPENED,
        Action.SEARCHED,
        Action.EXPORTED,
        Action.PRINTED,
        Action.DOWNLOADED,
        Action.BROKE_GLASS,
    }
)
