"""Where a duty is done: the page its line on the list leads to."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from conferences.rules import shares_reports
from midpoints.rules import does_checks
from people.enums import Role
from people.rules import has_role
from timescales.models import Deadline

# By what `about` begins with, where that is itself what must be done.
OCCASIONS = {
    "concern": "escalations:concern",
    "resolution": "escalations:form",
    "complaint": "escalations:complaint",
    "request": "conferences:request",
    "transfer_out": "conferences:transfer_out",
}
REPORTS = (
    "report_to_family_icpc",
    "report_to_family_review",
    "report_to_chair_icpc",
    "report_to_chair_review",
)
BY_PACKS = ("decision_letter", "plan_out")
MAKE_PACKS = (Role.PRINCIPAL_OFFICER, Role.DUTY_PRINCIPAL_OFFICER, Role.BUSINESS_SUPPORT)
FOR_WORKERS = {
    "first_core_group": "plans:record_core_group",
    "core_group": "plans:record_core_group",
    "statutory_visit": "plans:record_visit",
}
OF_THE_PLAN = (
    *FOR_WORKERS,
    "long_plan_first",
    "long_plan_second",
    "long_plan_third",
    "repeat_plan_review",
)


def place_of(deadline: Deadline, reader: User) -> str:
    """The form itself where this reader fills it in; else the page it is seen on."""
    kind, number = deadline.about.split(":")[:2] if ":" in deadline.about else ("", "")
    if kind in OCCASIONS:
        return reverse(OCCASIONS[kind], args=[int(number)])
    if kind == "conference":
        if deadline.rule == "midpoint" and does_checks(reader):
            return reverse("midpoints:do", args=[int(number)])
        if deadline.rule in BY_PACKS:
            page = "packs" if has_role(reader, *MAKE_PACKS) else "closed"
            return reverse(f"conferences:{page}", args=[int(number)])
        if deadline.rule in REPORTS:
            page = "share_report" if shares_reports(reader) else "participants"
            return reverse(f"conferences:{page}", args=[int(number)])
        if deadline.rule == "record":  # signed there, and from there given out
            return reverse("conferences:closed", args=[int(number)])
    if deadline.rule in OF_THE_PLAN:
        worker = has_role(reader, Role.SOCIAL_WORKER, Role.TEAM_MANAGER)
        page = FOR_WORKERS.get(deadline.rule, "plans:plan") if worker else "plans:plan"
        return reverse(page, args=[deadline.family_id])
    subject = deadline.child or deadline.family
    return subject.get_absolute_url() if subject else ""
