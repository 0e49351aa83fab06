"""What is asked of a rehearsal of any length.

Where each drawn state is kept; a diagram that is added must be added here, and be rehearsed.
"""

from __future__ import annotations

from django.db.models import Model

from bookings.models import Booking
from conferences.models import Conference, ConferenceRequest
from config.management.commands.write_states_doc import DIAGRAMS
from disclosure.models import Pack
from escalations.models import Complaint, Concern, ResolutionForm
from feedback.models import Comment
from midpoints.models import DipCase
from people.models import Child
from plans.models import CoreGroup, PlanItem

KEPT: dict[str, tuple[type[Model], str]] = {
    "request": (ConferenceRequest, "state"),
    "conference": (Conference, "state"),
    "booking": (Booking, "state"),
    "pack": (Pack, "state"),
    "core_group": (CoreGroup, "state"),
    "plan_item": (PlanItem, "status"),
    "concern": (Concern, "state"),
    "resolution_form": (ResolutionForm, "state"),
    "dip_case": (DipCase, "state"),
    "feedback_comment": (Comment, "state"),
    "complaint": (Complaint, "state"),
}


def states_nobody_is_in(name: str) -> set[str]:
    model, field = KEPT[name]
    found = set(model._default_manager.values_list(field, flat=True))
    return {str(state) for state in DIAGRAMS[name][1]} - found


def weeks_from_the_expected_day() -> list[float]:
    """Of each baby who was born since it was expected: how early or late it came."""
    born = Child.objects.filter(expected_on__isnull=False, person__date_of_birth__isnull=False)
    days = born.values_list("expected_on", "person__date_of_birth")
    return [abs((came - expected).days) / 7 for expected, came in days]
