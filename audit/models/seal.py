"""A link of the hash chain over committed events."""

from django.db import models
from django.db.models.functions import Now


class Seal(models.Model):
    """Position in the chain, the event it covers and the hash of everything so far.

    Append-only, as events are. The chain follows the order of sealing, not of event ids: a long
    transaction commits its events after later ones have been sealed (`audit.domain.seal`).
    """

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    settled_through = models.BigIntegerField(
        help_text="No event with this id or a lower one can still appear; the next run starts here."
    )
    hash = models.CharField(max_length=64)
    # The database's clock, because it is compared with the start of the database's transactions.
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.hash[:12]}"
