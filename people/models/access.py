"""Exceptions to ordinary reach: named people, conflicts of interest, broken glass."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.models.family import Family


class NamedAccess(models.Model):
    """A person named as one who may open a restricted family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="named_access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["family_id", "user_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "user"],
                condition=Q(ended_at__isnull=True),
                name="named_once_for_a_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} may open {self.family}"


class ConflictOfInterest(models.Model):
    """A hard block: not even breaking glass opens the family (quality.md, A8)."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300)
    declared_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["family_id", "user_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "user"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_conflict_with_a_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} must not open {self.family}"


class BreakGlass(models.Model):
    """Emergency opening: a typed reason and a time limit; the manager is told."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="broken_glass")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=models.F("from_at")), name="glass_mends_after_it_breaks"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} broke glass on {self.family}"
