"""Two records found to be one human being; reversible."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models.person import Person


class Merge(models.Model):
    """What pointed at the duplicate and now points at the record that was kept.

    `moved` lists [{model, pk, old: {field: value}, new: {...}}], in the order it was done; undoing
    it walks the list backwards.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    duplicate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    moved = models.JSONField(default=list)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-merged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate"], condition=Q(undone_at__isnull=True), name="merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("duplicate")), name="two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} is {self.kept}"
