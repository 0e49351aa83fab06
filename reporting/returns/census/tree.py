"""One child of the census as plain values, in the order of domain.md, section 10.

`about` names the record that a rule speaks of, as plan:12; it is not in the file. None is "not
known", and is left out of the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Assessment:
    started_on: dt.date | None
    authorised_on: dt.date | None = None
    factors: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class NeedPlan:
    """A child in need plan."""

    started_on: dt.date | None
    ended_on: dt.date | None = None
    about: str = ""


@dataclass(frozen=True)
class Enquiry:
    """A section 47 enquiry. `conference_on` is the day its initial conference was held: an
    adjourned one was not."""

    started_on: dt.date | None
    target_on: dt.date | None = None
    conference_on: dt.date | None = None
    not_required: bool = False
    about: str = ""

    @property
    def is_waiting(self) -> bool:
        """Neither held nor said to be unnecessary."""
        return self.conference_on is None and not self.not_required


@dataclass(frozen=True)
class ProtectionPlan:
    """A plan of this authority. A review whose day is missing is None."""

    started_on: dt.date | None
    ended_on: dt.date | None = None
    category_initial: str = ""
    category_latest: str = ""
    previous: int | None = None
    reviews: tuple[dt.date | None, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Episode:
    """From referral to closure. Where the referral is not held here, `referred_on` is None.
    `transfers_untold`: how many transfer-in conferences it has beside the one it has room for."""

    referred_on: dt.date | None
    source: str = ""
    primary_need: str = ""
    closed_on: dt.date | None = None
    close_reason: str = ""
    transfer_in_on: dt.date | None = None
    assessments: tuple[Assessment, ...] = ()
    need_plans: tuple[NeedPlan, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    no_further_action: bool | None = None
    plans: tuple[ProtectionPlan, ...] = ()
    about: str = ""
    transfer_about: str = ""
    transfers_untold: int = 0

    def conferences(self) -> Iterator[tuple[dt.date, str]]:
        """The day of each initial or transfer-in conference, and what it is about."""
        if self.transfer_in_on is not None:
            yield self.transfer_in_on, self.transfer_about
        for enquiry in self.enquiries:
            if enquiry.conference_on is not None:
                yield enquiry.conference_on, enquiry.about


@dataclass(frozen=True)
class Child:
    """`pk` is the child here, for the link; it is not in the file."""

    pk: int
    local_id: str
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    born_on: dt.date | None = None
    expected_on: dt.date | None = None
    sex: str = "U"
    died_on: dt.date | None = None
    ethnicity: str = "NOBT"
    disabilities: tuple[str, ...] = ()
    episodes: tuple[Episode, ...] = ()

    @property
    def plans(self) -> tuple[ProtectionPlan, ...]:
        return tuple(plan for episode in self.episodes for plan in episode.plans)

    @property
    def need_plans(self) -> tuple[NeedPlan, ...]:
        return tuple(plan for episode in self.episodes for plan in episode.need_plans)

    @property
    def enquiries(self) -> tuple[Enquiry, ...]:
        return tuple(enquiry for episode in self.episodes for enquiry in episode.enquiries)

    def conferences(self) -> Iterator[tuple[dt.date, str]]:
        for episode in self.episodes:
            yield from episode.conferences()
