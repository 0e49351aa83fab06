"""One line of a coded list as a service has changed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class LocalEntry(models.Model):
    """A line of our own; or, with the code of one that comes with the list, its replacement."""

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    from_on = models.DateField("first day", null=True, blank=True)
    to_on = models.DateField("last day", null=True, blank=True)
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """For the Meta of each list: a constraint has its own name in every table."""
    in_order = Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on"))
    return models.CheckConstraint(condition=in_order, name=name)
