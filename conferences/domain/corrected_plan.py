"""What a correction must say when it makes a plan: nobody was asked for it at the close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.errors import DomainError
from conferences.domain.core_group import has_date
from conferences.domain.leading import check_may_lead
from conferences.domain.ready_to_close import (
    ClosingDetails,
    core_group_obstacles,
    is_protected,
    next_review_obstacles,
)
from conferences.enums import Capacity, ChildOutcome
from conferences.models import Conference, ConferenceChild, DecisionCorrection
from people.models import Person
from plans.domain.members import lead_worker_of
from plans.enums import EndReason
from plans.models import Plan


@dataclass(frozen=True)
class PlanDates:
    """The next dates of the plan. Empty where no plan is made, or they were set at the close."""

    next_review_on: dt.date | None = None
    first_core_group_at: dt.datetime | None = None
    core_group_place: str = ""


def makes_a_plan(each: ConferenceChild, outcome: str) -> bool:
    """Whether the child would be on a plan that this conference did not give them before."""
    return outcome == ChildOutcome.CHILD_PROTECTION and not is_protected(each)


def asks_for_review(conference: Conference) -> bool:
    return conference.next_review_on is None


def asks_for_core_group(each: ConferenceChild) -> bool:
    """Not where one was called for a brother or sister, nor where the child's own plan goes on."""
    return not has_date(each.conference) and not _goes_on(each)


def _goes_on(each: ConferenceChild) -> bool:
    """This review ended the plan; corrected, the same plan runs on with its core group."""
    ended = Plan.objects.child_protection().filter(
        child_id=each.child_id,
        voided_at__isnull=True,
        ended_on=each.conference.held_on,
        end_reason=EndReason.REVIEW_DECISION,
    )
    return ended.exclude(opened_by=each.conference.about).exists()


def who_may_lead(conference: Conference) -> list[Person]:
    """The professionals of the meeting, the family's lead social worker first."""
    lead = lead_worker_of(conference.family)
    agencies = conference.participants.filter(capacity=Capacity.AGENCY).select_related("person")
    people = [lead.person] if lead else []
    people += [participant.person for participant in agencies]
    return list({person.pk: person for person in people}.values())


def check_lead_worker(each: ConferenceChild, outcome: str, lead_worker_id: int | None) -> None:
    """Raises `DomainError` where the plan would be led by somebody who was not asked to come, or
    may not lead it. Whoever leads already goes on, unless it becomes another plan."""
    leads_already = lead_worker_id == each.decision.lead_worker_id
    if lead_worker_id is None or (leads_already and not makes_a_plan(each, outcome)):
        return
    if not leads_already and lead_worker_id not in _ids(who_may_lead(each.conference)):
        raise DomainError(
            "Choose a professional of this conference.",
            field="lead_worker",
            rule="not_of_this_conference",
        )
    check_may_lead(each.conference, outcome, lead_worker_id)


def _ids(people: list[Person]) -> set[int]:
    return {person.pk for person in people}


def check_new_plan(each: ConferenceChild, dates: PlanDates) -> None:
    """Raises `DomainError` with the field for the first date that is missing or wrong."""
    for message, field in _wrong_dates(each, dates):
        raise DomainError(message, field=field, rule="dates_wrong")


def _wrong_dates(each: ConferenceChild, dates: PlanDates) -> Iterator[tuple[str, str]]:
    details = ClosingDetails(
        held_on=each.conference.day,
        next_review_on=dates.next_review_on,
        first_core_group_at=dates.first_core_group_at,
    )
    if asks_for_review(each.conference):
        for found in next_review_obstacles(each.conference, details):
            yield found.message, "next_review_on"
    if asks_for_core_group(each):
        for found in core_group_obstacles(details):
            yield found.message, "core_group_on"


def take_over_dates(conference: Conference, correction: DecisionCorrection) -> None:
    """Part of carrying the correction out: the conference now says what its close left open."""
    if correction.next_review_on is not None:
        conference.next_review_on = correction.next_review_on
    if correction.first_core_group_at is not None:
        conference.first_core_group_at = correction.first_core_group_at
        conference.core_group_place = correction.core_group_place
    conference.save()
