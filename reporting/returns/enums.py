"""Which return it is, and how far its file has come."""

from __future__ import annotations

from django.db import models


class ReturnKind(models.TextChoices):
    CENSUS = "census", "Children in need census"
    ANNEX_A = "annex_a", "Annex A, lists 5 and 7"
    DATA_SET = "data_set", "Standard Safeguarding Dataset"
    CP_IS = "cp_is", "CP-IS extract (not conformance tested)"


class ReturnState(models.TextChoices):
    WAITING = "waiting", "Waiting to be made"
    MAKING = "making", "Being made"
    MADE = "made", "Made"
    FAILED = "failed", "Could not be made"


class FindingSeverity(models.TextChoices):
    ERROR = "E", "Error"
    QUERY = "Q", "Query"
