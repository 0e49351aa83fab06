"""Section 47 enquiries and the initial conferences they lead to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reporting.returns.census.rule import Rule, error, query
from reporting.returns.census.tree import Child, Enquiry
from reporting.returns.census.year import CensusYear

SATURDAY = 5


def _on_a_weekend(day: dt.date | None) -> bool:
    return day is not None and day.weekday() >= SATURDAY


@error(
    "8615",
    "The section 47 enquiry must have a start date, on or before the day of its conference. Record "
    "the strategy discussion that initiated it.",
)
def starts_before_its_conference(child: Child, year: CensusYear) -> Iterator[str]:
    for enquiry in child.enquiries:
        held = enquiry.conference_on
        if enquiry.started_on is None or (held is not None and enquiry.started_on > held):
            yield enquiry.about


@error("2889", "The section 47 enquiry starts before the referral.", needs_referral=True)
def starts_after_the_referral(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        for enquiry in episode.enquiries:
            if (
                episode.referred_on
                and enquiry.started_on
                and enquiry.started_on < episode.referred_on
            ):
                yield enquiry.about


@error("1104", "The initial conference is before the referral.", needs_referral=True)
def conference_after_the_referral(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        for held, about in episode.conferences():
            if episode.referred_on and held < episode.referred_on:
                yield about


@error("8715", "The initial conference was not held in the census year.")
def conference_in_the_year(child: Child, year: CensusYear) -> Iterator[str]:
    """A file made here tells of no other (docs/returns.md): nothing of it breaks this."""
    for held, about in child.conferences():
        if not year.holds(held):
            yield about


@error("8875", "The initial conference is dated on a Saturday or Sunday.")
def conference_on_a_weekday(child: Child, year: CensusYear) -> Iterator[str]:
    for held, about in child.conferences():
        if _on_a_weekend(held):
            yield about


@query("8870", "The day by which the conference was due is a Saturday or Sunday.")
def target_on_a_weekday(child: Child, year: CensusYear) -> Iterator[str]:
    """In a file made here it is a working day (docs/returns.md): nothing of it breaks this."""
    for enquiry in child.enquiries:
        if _on_a_weekend(enquiry.target_on):
            yield enquiry.about


@error("8740", "An enquiry without a conference must have started in the census year.")
def waiting_since_this_year(child: Child, year: CensusYear) -> Iterator[str]:
    """A file made here leaves out older ones (docs/returns.md): nothing of it breaks this."""
    for enquiry in child.enquiries:
        if enquiry.conference_on is None and not year.holds(enquiry.started_on):
            yield enquiry.about


@query(
    "8675",
    "The enquiry started more than 15 working days before 31 March, and has neither a conference "
    "nor a note that none was needed.",
)
def not_waiting_too_long(child: Child, year: CensusYear) -> Iterator[str]:
    for enquiry in child.enquiries:
        if enquiry.is_waiting and enquiry.started_on and enquiry.started_on < year.late_since:
            yield enquiry.about


@error(
    "8839",
    "More than one enquiry of this referral has neither a conference nor a reason.",
    needs_referral=True,
)
def one_waits_at_a_time(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        if episode.referred_on is None:  # those may belong to different referrals
            continue
        waiting = [enquiry for enquiry in episode.enquiries if enquiry.is_waiting]
        for enquiry in waiting[1:]:
            yield enquiry.about


@error(
    "8890",
    "The section 47 enquiry starts while another of the same referral is under way.",
    needs_referral=True,
)
def not_inside_another(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        if episode.referred_on is None:
            continue
        for number, enquiry in enumerate(episode.enquiries):
            others = episode.enquiries[:number] + episode.enquiries[number + 1 :]
            if any(_starts_inside(enquiry, other, year) for other in others):
                yield enquiry.about


def _starts_inside(enquiry: Enquiry, other: Enquiry, year: CensusYear) -> bool:
    """An enquiry that needed no conference is over, on a day that the census does not hold."""
    if enquiry.started_on is None or other.started_on is None:
        return False
    if other.conference_on is None and other.not_required:
        return False
    return other.started_on <= enquiry.started_on <= (other.conference_on or year.last)


@error(
    "8868",
    "The referral is closed, and an enquiry has neither a conference nor a note that none was "
    "needed.",
    needs_referral=True,
)
def closed_with_an_answer(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        if episode.closed_on is not None:
            yield from (enquiry.about for enquiry in episode.enquiries if enquiry.is_waiting)


@query("2991", "There is a section 47 enquiry and no assessment.", needs_referral=True)
def assessed_too(child: Child, year: CensusYear) -> Iterator[str]:
    for episode in child.episodes:
        if episode.referred_on and episode.enquiries and not episode.assessments:
            yield episode.about


@error(
    "2884",
    "The same initial conference stands with the enquiry and as a transfer-in. A transfer-in has "
    "no enquiry.",
)
def recorded_in_one_place(child: Child, year: CensusYear) -> Iterator[str]:
    transfers = {e.transfer_in_on for e in child.episodes if e.transfer_in_on is not None}
    for enquiry in child.enquiries:
        if enquiry.conference_on in transfers:
            yield enquiry.about


RULES: tuple[Rule, ...] = (
    starts_before_its_conference,
    starts_after_the_referral,
    conference_after_the_referral,
    conference_in_the_year,
    conference_on_a_weekday,
    target_on_a_weekday,
    waiting_since_this_year,
    not_waiting_too_long,
    one_waits_at_a_time,
    not_inside_another,
    closed_with_an_answer,
    assessed_too,
    recorded_in_one_place,
)
