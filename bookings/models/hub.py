"""A building where conferences are held."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.history import History


class Hub(models.Model):
    name = models.CharField(max_length=100, unique=True)
    address = models.TextField(help_text="House and street, town, postcode, one per line")
    how_to_get_there = models.TextField(
        blank=True, help_text="Buses, parking, which door: goes into the invitation"
    )
    near_districts = ArrayField(
        models.CharField(max_length=5),
        default=list,
        blank=True,
        help_text="First halves of the postcodes this hub is nearest to, such as B9",
    )
    printer = models.CharField(
        max_length=100,
        blank=True,
        help_text="As it is called on the network: packs of meetings here are printed on it",
    )
    in_use = models.BooleanField(default=True)
    history = History()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
