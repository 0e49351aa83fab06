"""What somebody wrote in their own words: read by a named person, and by duty where it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from feedback.enums import CommentState
from feedback.models.answer import Answer
from people.enums import Role
from people.models import CaseRole, ConflictOfInterest
from people.rules import has_role

if TYPE_CHECKING:
    from accounts.models import User


class CommentQuerySet(models.QuerySet[Any]):
    """Not by family: whoever works with the family must not learn what it said of them."""

    def visible_to(self, user: User) -> Self:
        """To heads of service all; to named readers the words of families on whose case they never
        had a part, as chair, worker or otherwise; to duty officers what was sent to them. Never
        words from a family with which the reader has a conflict of interest."""
        declared = ConflictOfInterest.objects.filter(user=user, withdrawn_at=None)
        rows = self.exclude(_from_families_of(declared))
        if has_role(user, Role.HEAD_OF_SERVICE):
            return rows
        seen = Q(pk__in=[])
        if _is_named_reader(user):
            seen |= ~_from_families_of(CaseRole.objects.filter(professional__user=user))
        if has_role(user, Role.DUTY_PRINCIPAL_OFFICER):
            seen |= Q(sent_to_duty_at__isnull=False)
        return rows.filter(seen)

    def to_read(self) -> Self:
        return self.filter(state=CommentState.TO_READ)

    def with_duty(self) -> Self:
        return self.filter(state=CommentState.WITH_DUTY)


def _from_families_of(rows: models.QuerySet[Any]) -> Q:
    return Q(answer__slip__recipient__record__family__in=rows.values("family"))


def _is_named_reader(user: User) -> bool:
    from feedback.models.reader import Reader

    return has_role(user, *Role) and Reader.objects.current().filter(user=user).exists()


class Comment(models.Model):
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="comments")
    went_well = models.TextField(blank=True)
    could_be_better = models.TextField(blank=True)
    contact = models.TextField(blank=True, help_text="Only if they want to be telephoned")
    digest = models.CharField(max_length=64, help_text="Tells the same words sent twice")
    state = models.CharField(
        max_length=12, choices=CommentState.choices, default=CommentState.TO_READ, db_index=True
    )
    given_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_to_duty_at = models.DateTimeField(null=True, blank=True)
    sent_to_duty_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    what_was_done = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "digest"], name="same_words_once"),
            models.CheckConstraint(
                condition=~Q(state=CommentState.SETTLED) | ~Q(what_was_done=""),
                name="settled_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"

    @property
    def about(self) -> str:
        return f"feedback:{self.pk}"

    def children_concerned(self) -> list[int]:
        """Nobody: to read it is not to know whose it is."""
        return []
