"""Something the release checks found in the bytes of a pack."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.enums import NEVER_CLEARABLE, Check
from disclosure.models.pack import Pack
from people.models import Person


class Finding(models.Model):
    """Belongs to the bytes named by `sha256`: new bytes, new findings."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="findings")
    sha256 = models.CharField(max_length=64)
    check_name = models.CharField(max_length=20, choices=Check.choices)
    text = models.CharField(max_length=300, help_text="As it stands in the pack")
    page = models.PositiveSmallIntegerField(help_text="0: not on a page (file name, metadata)")
    context = models.TextField(blank=True, help_text="The words around it")
    protects = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    found_at = models.DateTimeField(default=timezone.now)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pack_id", "page", "pk"]

    def __str__(self) -> str:
        return f"{self.get_check_name_display()} on page {self.page}"

    @property
    def can_be_cleared(self) -> bool:
        return self.check_name not in NEVER_CLEARABLE
