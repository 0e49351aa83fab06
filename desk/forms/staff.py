"""Who works here: find, add, post, and why something is done to a sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.domain.dormant import dormant
from accounts.models import User
from bookings.domain.hub_postings import hub_of_posting
from bookings.models import Hub
from govuk.forms import GovukDateField, GovukForm, NameField
from people.domain.staff import PostingDetails
from people.enums import Role
from people.models import Area, Posting, Team

STATES = [("", "Any"), ("on", "On"), ("off", "Off"), ("dormant", "Soon dormant")]


class FindStaffForm(GovukForm):
    name = forms.CharField(label="Name or email address", required=False, max_length=100)
    role = forms.ChoiceField(choices=[("", "Any"), *Role.choices], required=False)
    state = forms.ChoiceField(label="Sign-in", choices=STATES, required=False)
    mark_optional = False

    def found(self, rows: QuerySet[User]) -> QuerySet[User]:
        asked = self.cleaned_data if self.is_valid() else {}
        if name := asked.get("name"):
            rows = rows.filter(Q(name__icontains=name) | Q(email__icontains=name))
        if role := asked.get("role"):
            posted = Posting.objects.current().filter(role=role).order_by()
            rows = rows.filter(pk__in=posted.values("user"))
        match asked.get("state"):
            case "on":
                rows = rows.filter(is_active=True)
            case "off":
                rows = rows.filter(is_active=False)
            case "dormant":
                rows = rows.filter(pk__in=dormant(as_at=timezone.now()).values("pk"))
        return rows


class PostingForm(GovukForm):
    role = forms.ChoiceField(choices=[("", "Choose a role"), *Role.choices])
    team = forms.ModelChoiceField(Team.objects.none(), required=False, empty_label="No team")
    area = forms.ModelChoiceField(
        Area.objects.none(),
        required=False,
        empty_label="No area",
        help_text="The team’s area, if you leave it out",
    )
    hub = forms.ModelChoiceField(Hub.objects.none(), required=False, empty_label="No hub")
    from_on = GovukDateField(label="First day")
    to_on = GovukDateField(
        label="Last day", required=False, help_text="Leave it out while there is none"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = {
            "team": Team.objects.to_choose(self.initial.get("team")).select_related("area"),
            "area": Area.objects.to_choose(self.initial.get("area")),
            "hub": Hub.objects.filter(in_use=True),
        }
        for name, rows in places.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @classmethod
    def about(cls, posting: Posting) -> dict[str, Any]:
        hub = hub_of_posting(posting)
        return {
            "role": posting.role,
            "team": posting.team_id,
            "area": posting.area_id,
            "hub": hub.pk if hub else None,
            "from_on": posting.from_on,
            "to_on": posting.to_on,
        }

    def details(self) -> PostingDetails:
        answers = {name: self.cleaned_data[name] for name in ("team", "area", "from_on", "to_on")}
        return PostingDetails(role=Role(self.cleaned_data["role"]), **answers)

    def summary(self) -> list[tuple[str, str]]:
        """What is about to be saved, in words."""
        rows = []
        for name, value in self.cleaned_data.items():
            shown = Role(value).label if name == "role" else value
            if hasattr(shown, "strftime"):
                shown = f"{shown:%-d %B %Y}"
            rows.append((str(self.fields[name].label or name.capitalize()), str(shown or "None")))
        return rows


class AddStaffForm(PostingForm):
    name = NameField(max_length=200)
    email = forms.EmailField(label="Work email address", max_length=254)
    job_title = forms.CharField(label="Job title", max_length=100)
    field_order = ("name", "email", "job_title")


class WhyForm(GovukForm):
    reason = forms.CharField(label="Why", max_length=300)


class TrainingForm(GovukForm):
    trained_on = GovukDateField(label="Day of the training", when="past_or_today")
