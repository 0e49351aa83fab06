"""Where somebody sits: the hub of a posting."""

from django.db import models

from bookings.models.hub import Hub
from people.models import Posting


class HubPosting(models.Model):
    """Postings know teams and areas; hubs are known only from here up."""

    posting = models.OneToOneField(Posting, on_delete=models.CASCADE, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["posting_id"]

    def __str__(self) -> str:
        return f"{self.posting} at {self.hub}"
