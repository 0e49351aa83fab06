"""Reports for a conference: asked for, due, received, shared with the family."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.enums import Capacity, ConferenceKind
from conferences.models import Conference, Participant
from people.enums import AgencyKind, CaseRoleKind
from timescales.domain import start_deadline, today_in_london
from timescales.due import Dates


@transaction.atomic
def ask_for_reports(*, conference: Conference, by: User) -> None:
    """Every agency with a view owes a report. When it is due depends on the day booked.

    Asked again after a move: the day asked stays, the day due is the new one.
    """
    if conference.booking is None:
        raise WrongState("Book the conference first: when reports are due depends on its day.")
    day = timezone.localtime(conference.booking.starts_at).date()
    due_on = _start_clocks(conference, day, by)
    for participant in conference.participants.filter(capacity=Capacity.AGENCY):
        participant.report_asked_on = participant.report_asked_on or today_in_london()
        participant.report_due_on = due_on
        participant.save()


def _start_clocks(conference: Conference, day: date, by: User) -> date:
    """The social worker's report, to the family and to the chair; the earlier day binds."""
    ending = "review" if conference.kind == ConferenceKind.REVIEW else "icpc"
    clocks = [
        start_deadline(
            rule=f"report_to_{reader}_{ending}",
            dates=Dates(start=day),
            family=conference.family,
            about=conference.about,
            owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
            by=by,
        )
        for reader in ("family", "chair")
    ]
    return min(clock.due_on for clock in clocks)


@transaction.atomic
def record_report(
    *, participant: Participant, received_on: date | None, shared_on: date | None, by: User
) -> Participant:
    """When the report came, and when the family was shown it. Meets the clocks of the social
    worker's report."""
    today = today_in_london()
    for day, field in ((received_on, "received_on"), (shared_on, "shared_on")):
        if day is not None and day > today:
            raise DomainError("The date must be today or in the past.", field=field)
    if shared_on is not None and received_on is None:
        raise DomainError("Say when the report was received, too.", field="received_on")
    participant.report_received_on, participant.report_shared_on = received_on, shared_on
    participant.save()
    _meet_clocks(participant, by)
    record(
        Action.CHANGED,
        "conferences.record_report",
        by=by,
        subjects=[participant],
        children=participant.children_concerned(),
    )
    return participant


def _meet_clocks(participant: Participant, by: User) -> None:
    from timescales.domain import meet_deadline
    from timescales.models import Deadline

    agency = participant.agency
    if agency is None or agency.kind != AgencyKind.SOCIAL_CARE:
        return
    days = {"chair": participant.report_received_on, "family": participant.report_shared_on}
    about = participant.conference.about
    for reader, day in days.items():
        rules = [f"report_to_{reader}_{ending}" for ending in ("icpc", "review")]
        for clock in Deadline.objects.open().filter(rule__in=rules, about=about):
            if day is not None:
                meet_deadline(deadline=clock, met_on=day, met_by=about, by=by)
