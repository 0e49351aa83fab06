"""Who the child is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from reporting.returns.census.rule import Rule, error, query
from reporting.returns.census.tree import Child
from reporting.returns.census.year import CensusYear

LONGEST_ID = 20
PREGNANCY = dt.timedelta(weeks=40)
SEXES = frozenset("MFU")


@error("1570", "The child’s number is missing or has more than 20 characters.")
def number_fits(child: Child, year: CensusYear) -> Iterator[str]:
    if not 0 < len(child.local_id) <= LONGEST_ID:
        yield ""


@error("1580", "The child’s number may hold letters and digits only.")
def number_is_plain(child: Child, year: CensusYear) -> Iterator[str]:
    if not (child.local_id.isascii() and child.local_id.isalnum()):
        yield ""


@query("8525", "Give a date of birth or an expected date of birth, and not both.")
def one_birth_date(child: Child, year: CensusYear) -> Iterator[str]:
    if (child.born_on is None) == (child.expected_on is None):
        yield ""


@query(
    "8530",
    "The expected date of birth is more than 30 days before 31 March, or more than nine months "
    "after it. Has the baby been born?",
)
def expected_near_the_year_end(child: Child, year: CensusYear) -> Iterator[str]:
    earliest = year.last - dt.timedelta(days=30)
    latest = year.last + relativedelta(months=9)
    if child.expected_on is not None and not earliest <= child.expected_on <= latest:
        yield ""


@error(
    "8606", "The referral is more than 40 weeks before the (expected) birth.", needs_referral=True
)
def referred_in_pregnancy_at_the_earliest(child: Child, year: CensusYear) -> Iterator[str]:
    birth = child.born_on or child.expected_on
    for episode in child.episodes:
        if birth and episode.referred_on and episode.referred_on < birth - PREGNANCY:
            yield episode.about


@error("8750", "The sex of a child who is not born yet must be U.")
def unborn_has_no_sex(child: Child, year: CensusYear) -> Iterator[str]:
    """A file made here says U of each of them (docs/returns.md): nothing of it breaks this."""
    if child.born_on is None and child.expected_on is not None and child.sex != "U":
        yield ""


@error("4180", "Sex must be M, F or U.")
def sex_is_a_code(child: Child, year: CensusYear) -> Iterator[str]:
    if child.sex not in SEXES:
        yield ""


@error("8540", "Say which disabilities the child has, or that there are none.")
def disability_is_given(child: Child, year: CensusYear) -> Iterator[str]:
    is_case = any(episode.no_further_action is not True for episode in child.episodes)
    if child.born_on is not None and is_case and not child.disabilities:
        yield ""


RULES: tuple[Rule, ...] = (
    number_fits,
    number_is_plain,
    one_birth_date,
    expected_near_the_year_end,
    referred_in_pregnancy_at_the_earliest,
    unborn_has_no_sex,
    sex_is_a_code,
    disability_is_given,
)
