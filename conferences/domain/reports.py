"""Reports for a conference: asked for, due, received, shared with the family."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.steps import hold_participant, require
from conferences.enums import Capacity, ConferenceKind, ConferenceState
from conferences.models import Conference, Participant
from people.domain.queries import holder_of
from people.enums import AgencyKind, CaseRoleKind
from timescales.domain import (
    Clock,
    current_clock,
    meet_deadline,
    start_deadline,
    today_in_london,
    withdraw_deadline,
)
from timescales.due import Dates
from timescales.models import Deadline
from timescales.models.deadline import DeadlineQuerySet

READERS = ("family", "chair")
NOT_TO_RECORD = "Only business support, duty officers and the chair record reports."
NOT_TO_SHARE = (
    "Only the family’s social worker and team manager say here that the report was shared."
)


@transaction.atomic
def ask_for_reports(*, conference: Conference, by: User) -> None:
    """Every agency with a view owes a report. When it is due depends on the day booked.

    Asked again after a move: the day asked stays, the day due is the new one. What was shared or
    received while there was no day counts.
    """
    if conference.booking is None:
        raise WrongState(
            "Book the conference first: when reports are due depends on its day.", rule="not_yet"
        )
    _start_clocks(conference, by)
    due_on = _due_on(conference, current_clock())
    agencies = conference.participants.filter(capacity=Capacity.AGENCY)
    for participant in agencies.select_related("agency"):
        _ask(participant, due_on)
        _meet_clocks(participant, by)


@transaction.atomic
def ask_who_joins(participant: Participant) -> None:
    """Whoever is added once the conference is booked is asked as the others were."""
    conference = participant.conference
    if conference.state == ConferenceState.BOOKED and participant.capacity == Capacity.AGENCY:
        _ask(participant, _due_on(conference, current_clock()))


def _ask(participant: Participant, due_on: date) -> None:
    participant.report_asked_on = participant.report_asked_on or today_in_london()
    participant.report_due_on = due_on
    participant.save(update_fields=["report_asked_on", "report_due_on"])


def _rules(conference: Conference) -> dict[str, str]:
    """The rule of the social worker's report, by who reads it."""
    ending = "review" if conference.kind == ConferenceKind.REVIEW else "icpc"
    return {reader: f"report_to_{reader}_{ending}" for reader in READERS}


def _clocks(conference: Conference) -> DeadlineQuerySet:
    rows: DeadlineQuerySet = Deadline.objects.filter(
        rule__in=_rules(conference).values(), about=conference.about
    )
    return rows


def _day(conference: Conference) -> date:
    assert conference.booking is not None, "reports are due before a day that is booked"
    return timezone.localtime(conference.booking.starts_at).date()


def _start_clocks(conference: Conference, by: User) -> None:
    """For the social worker's report. One that has come is not owed again for another day."""
    come = set(_clocks(conference).exclude(met_on=None).values_list("rule", flat=True))
    for rule in _rules(conference).values():
        if rule not in come:
            start_deadline(
                rule=rule,
                dates=Dates(start=_day(conference)),
                family=conference.family,
                about=conference.about,
                owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
                by=by,
            )


def _due_on(conference: Conference, clock: Clock) -> date:
    """For the family and for the chair: the earlier day binds."""
    dates = Dates(start=_day(conference))
    return min(clock.due(rule, dates).due_on for rule in _rules(conference).values())


def refresh_days() -> int:
    """A calendar that changed moves the days before a meeting to come, and with them the day a
    report that has not come is due. Says how many."""
    clock = current_clock()
    owed = Participant.objects.filter(
        conference__state=ConferenceState.BOOKED,
        conference__booking__starts_at__gt=timezone.now(),
        report_received_on=None,
    ).exclude(report_due_on=None)
    rows = owed.select_related("conference__booking")
    return sum(_refresh(row, _due_on(row.conference, clock)) for row in rows)


def _refresh(participant: Participant, due_on: date) -> bool:
    if participant.report_due_on == due_on:
        return False
    participant.report_due_on = due_on
    participant.save(update_fields=["report_due_on"])
    return True


@transaction.atomic
def stop_asking(*, conference: Conference, reason: str, by: User | None) -> None:
    """The day they were due before is gone. Booked again, they are asked for anew."""
    for clock in _clocks(conference).open():
        withdraw_deadline(deadline=clock, reason=reason, by=by)
    for participant in conference.participants.exclude(report_due_on=None):
        if participant.report_received_on is None:
            participant.report_due_on = None
            participant.save(update_fields=["report_due_on"])


@transaction.atomic
def record_report(
    *,
    participant: Participant,
    received_on: date | None,
    shared_on: date | None,
    shared_with: str = "",
    by: User,
) -> Participant:
    """When the report came, and when the family was shown it. Meets the clocks of the social
    worker's report, also once the conference is over.

    What the social worker said was shared may not have come yet.
    """
    require(
        rules.may_invite(by, participant.conference),
        "conferences.record_report",
        by=by,
        about=participant.conference,
        message=NOT_TO_RECORD,
    )
    _check_past(received_on=received_on, shared_on=shared_on)
    hold_participant(participant)
    if shared_on not in (None, participant.report_shared_on) and received_on is None:
        raise DomainError(
            "Say when the report was received, too.", field="received_on", rule="needed"
        )
    if shared_with and shared_on is None:
        raise DomainError(
            "Say when the family was shown the report, too.", field="shared_on", rule="needed"
        )
    participant.report_received_on, participant.report_shared_on = received_on, shared_on
    participant.report_shared_with = shared_with
    return _keep(participant, "conferences.record_report", by)


@transaction.atomic
def share_report(
    *, conference: Conference, shared_on: date, shared_with: str, by: User
) -> Participant:
    """The family's social worker, or the team manager, says when the family was shown the report
    of children's social care, and who was. Said once: the office puts right what was said wrongly.

    Raises `NotAllowed`, `WrongState`, `DomainError`.
    """
    require(
        rules.may_share_report(by, conference),
        "conferences.share_report",
        by=by,
        about=conference,
        message=NOT_TO_SHARE,
    )
    participant = _to_share(conference)
    _check_past(shared_on=shared_on)
    if not shared_with.strip():
        raise DomainError("Say who was shown the report.", field="shared_with", rule="needed")
    participant.report_shared_on, participant.report_shared_with = shared_on, shared_with
    return _keep(participant, "conferences.share_report", by)


def _to_share(conference: Conference) -> Participant:
    participant = report_of_social_care(conference)
    if participant is None:
        raise WrongState(
            "Nobody from children’s social care is asked to this conference. Ask business support "
            "to add them.",
            rule="not_yet",
        )
    hold_participant(participant)
    if participant.report_shared_on is not None:
        raise WrongState(
            f"It is recorded already that the report was shared on "
            f"{participant.report_shared_on:%-d %B %Y}.",
            rule="already_done",
        )
    return participant


def report_of_social_care(conference: Conference) -> Participant | None:
    """Who is asked for the report of children's social care: the family's lead social worker, or
    whoever else of social care takes part."""
    asked = conference.participants.filter(
        capacity=Capacity.AGENCY, agency__kind=AgencyKind.SOCIAL_CARE
    )
    lead = holder_of(conference.family, CaseRoleKind.LEAD_SOCIAL_WORKER)
    found: Participant | None = asked.filter(person=lead.person_id).first() if lead else None
    return found or asked.first()


def _check_past(**days: date | None) -> None:
    today = today_in_london()
    for field, day in days.items():
        if day is not None and day > today:
            raise DomainError(
                "The date must be today or in the past.", field=field, rule="in_the_future"
            )


def _keep(participant: Participant, verb: str, by: User) -> Participant:
    participant.save()
    _meet_clocks(participant, by)
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[participant],
        children=participant.children_concerned(),
    )
    return participant


def _meet_clocks(participant: Participant, by: User) -> None:
    agency, conference = participant.agency, participant.conference
    if agency is None or agency.kind != AgencyKind.SOCIAL_CARE:
        return
    days = {"chair": participant.report_received_on, "family": participant.report_shared_on}
    for reader, rule in _rules(conference).items():
        if (day := days[reader]) is not None:
            for clock in _clocks(conference).open().filter(rule=rule):
                meet_deadline(deadline=clock, met_on=day, met_by=conference.about, by=by)
