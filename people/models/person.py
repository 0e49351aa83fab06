"""Anybody with a name: a child, a family member or a professional."""

from django.db import models
from simple_history.models import HistoricalRecords

from people.enums import SafeContact


class Person(models.Model):
    """One row for each human being, so that an audience or a recipient is always a person.

    Which families a person belongs to is told by `Child.family` and `Relationship`.
    """

    family_name = models.CharField(max_length=100)
    given_names = models.CharField(max_length=100)
    known_as = models.CharField(max_length=100, blank=True, help_text="What they like to be called")
    date_of_birth = models.DateField(null=True, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    contact_confirmed_on = models.DateField(
        null=True, blank=True, help_text="When the telephone number and email were last confirmed"
    )
    safe_contact = models.CharField(
        max_length=10, choices=SafeContact.choices, default=SafeContact.POST
    )
    safe_contact_note = models.CharField(max_length=300, blank=True)
    first_language = models.CharField(max_length=60, default="English")
    needs_interpreter = models.BooleanField(default=False)
    access_needs = models.CharField(max_length=300, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text="Nothing that locates this person may reach anybody else"
    )
    died_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["family_name", "given_names", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def called(self) -> str:
        """The name to say in the room and to print in a plan."""
        return self.known_as or self.given_names or self.family_name
