"""Each rule of the census: a child who breaks it, and one who only just does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.returns.census.rule import NotCheckable, Totals
from reporting.returns.census.rules import BY_CODE, OF_A_CHILD, check_child, check_totals
from reporting.returns.census.tree import (
    Assessment,
    Child,
    Enquiry,
    Episode,
    NeedPlan,
    ProtectionPlan,
)
from reporting.returns.census.year import CensusYear
from reporting.returns.not_held import NOT_HELD
from tests.reporting.returns.census_words import SEVERITY_AND_WORDS
from tests.reporting.returns.children import (
    CHILD,
    ENDED,
    ENQUIRY,
    EPISODE,
    HELD,
    PLAN,
    REFERRED,
    STARTED,
    YEAR,
    broken_by,
    child_with,
    with_enquiry,
    with_plan,
)

DAY = dt.timedelta(days=1)
SATURDAY = dt.date(2025, 5, 31)
UNHELD = Enquiry(dt.date(2026, 3, 20))
OPEN_PLAN = replace(PLAN, ended_on=None)
OPEN = child_with({"plans": (OPEN_PLAN,)})
UNBORN = replace(CHILD, born_on=None, expected_on=dt.date(2026, 4, 20), sex="U", disabilities=())


def need(start: dt.date, end: dt.date | None = None, plan: ProtectionPlan = PLAN) -> Child:
    return child_with({"need_plans": (NeedPlan(start, end),), "plans": (plan,)})


def waiting(*starts: dt.date, **episode: object) -> Child:
    enquiries = tuple(Enquiry(start) for start in starts)
    return child_with({"enquiries": enquiries, "plans": (), **episode})


def with_days(start: dt.date, end: dt.date | None = None) -> ProtectionPlan:
    return replace(PLAN, started_on=start, ended_on=end, reviews=())


BROKEN_AND_WHOLE: list[tuple[str, Child, Child]] = [
    ("1570", replace(CHILD, local_id="C" * 21), replace(CHILD, local_id="C" * 20)),
    ("1580", replace(CHILD, local_id="C-1"), replace(CHILD, local_id="C1")),
    ("8525", replace(CHILD, expected_on=CHILD.born_on), UNBORN),
    (
        "8530",
        replace(UNBORN, expected_on=dt.date(2026, 2, 28)),
        replace(UNBORN, expected_on=dt.date(2026, 3, 1)),
    ),
    ("8530", replace(UNBORN, expected_on=dt.date(2027, 1, 1)), UNBORN),
    (
        "8606",
        child_with({"referred_on": dt.date(2025, 6, 1)}, born_on=dt.date(2026, 3, 9)),
        child_with({"referred_on": dt.date(2025, 6, 2)}, born_on=dt.date(2026, 3, 9)),
    ),
    ("8750", replace(UNBORN, sex="F"), UNBORN),
    ("4180", replace(CHILD, sex="X"), CHILD),
    ("8540", replace(CHILD, disabilities=()), replace(UNBORN, disabilities=())),
    ("8615", with_enquiry(started_on=None), CHILD),
    ("8615", with_enquiry(started_on=HELD + DAY), with_enquiry(started_on=HELD)),
    ("2889", with_enquiry(started_on=REFERRED - DAY), with_enquiry(started_on=REFERRED)),
    ("1104", with_enquiry(conference_on=REFERRED - DAY), with_enquiry(conference_on=REFERRED)),
    ("8715", with_enquiry(conference_on=dt.date(2025, 3, 31)), CHILD),
    (
        "8715",
        with_enquiry(conference_on=dt.date(2026, 4, 1)),
        with_enquiry(conference_on=dt.date(2026, 3, 31)),
    ),
    ("8875", with_enquiry(conference_on=SATURDAY), with_enquiry(conference_on=SATURDAY - DAY)),
    ("8870", with_enquiry(target_on=SATURDAY), with_enquiry(target_on=None)),
    ("8740", waiting(dt.date(2025, 3, 31)), waiting(dt.date(2026, 3, 20))),
    ("8675", waiting(dt.date(2026, 3, 9)), waiting(dt.date(2026, 3, 10))),
    (
        "8839",
        waiting(dt.date(2026, 3, 20), dt.date(2026, 3, 24)),
        waiting(dt.date(2026, 3, 20)),
    ),
    (
        "8890",
        child_with({"enquiries": (ENQUIRY, Enquiry(HELD, None, dt.date(2025, 6, 9)))}),
        child_with({"enquiries": (ENQUIRY, Enquiry(HELD + DAY, None, dt.date(2025, 6, 9)))}),
    ),
    (
        "8890",
        child_with({"enquiries": (Enquiry(STARTED - DAY), ENQUIRY)}),
        child_with({"enquiries": (Enquiry(STARTED - DAY, not_required=True), ENQUIRY)}),
    ),
    (
        "8868",
        waiting(dt.date(2026, 3, 20), closed_on=dt.date(2026, 3, 30)),
        child_with({"closed_on": dt.date(2026, 3, 30)}),
    ),
    ("2991", child_with({"assessments": ()}), CHILD),
    ("2884", child_with({"transfer_in_on": HELD}), child_with({"transfer_in_on": HELD + DAY})),
    ("1105", with_plan(started_on=REFERRED - DAY), with_plan(started_on=REFERRED)),
    ("2885", with_plan(started_on=HELD + DAY), CHILD),
    (
        "2885",
        child_with({"enquiries": ()}),
        child_with({"enquiries": (), "transfer_in_on": HELD}),
    ),
    ("2885", with_plan(started_on=dt.date(2025, 4, 1)), with_plan(started_on=dt.date(2025, 3, 31))),
    ("8720", with_plan(started_on=None), CHILD),
    ("8720", with_plan(started_on=dt.date(2026, 4, 1)), with_plan(started_on=YEAR.last)),
    ("8730", with_plan(previous=None), with_plan(previous=0)),
    ("8840", with_plan(ended_on=HELD), with_plan(ended_on=HELD + DAY)),
    ("8925", with_plan(ended_on=HELD - DAY), with_plan(ended_on=HELD)),
    ("8930", with_plan(ended_on=dt.date(2026, 4, 1)), with_plan(ended_on=YEAR.last)),
    ("8935", child_with({"plans": (OPEN_PLAN, OPEN_PLAN)}), child_with({"plans": (OPEN_PLAN,)})),
    (
        "8940",
        child_with({"plans": (PLAN, replace(OPEN_PLAN, started_on=ENDED - DAY))}),
        child_with({"plans": (PLAN, replace(OPEN_PLAN, started_on=ENDED + DAY))}),
    ),
    (
        "8940",  # inside the first, and after the end of the second
        child_with({"plans": (PLAN, with_days(HELD + DAY, HELD + 2 * DAY), with_days(ENDED))}),
        child_with({"plans": (with_days(HELD, ENDED - DAY), with_days(ENDED))}),
    ),
    (
        "8940",  # on one day, and the other ended before it began
        child_with({"plans": (with_days(HELD, HELD - DAY), with_days(HELD))}),
        child_with({"plans": (with_days(HELD, HELD - DAY), with_days(HELD + DAY))}),
    ),
    ("8905", with_plan(category_initial=""), CHILD),
    ("8910", with_plan(category_latest="ROTH"), CHILD),
    ("8915", replace(CHILD, died_on=HELD - DAY), replace(CHILD, died_on=HELD)),
    ("8920", replace(CHILD, died_on=ENDED - DAY), replace(CHILD, died_on=ENDED)),
    ("8920", replace(OPEN, died_on=ENDED), OPEN),
    ("8841", with_plan(reviews=(HELD,)), with_plan(reviews=(HELD + DAY,))),
    ("8842", with_plan(reviews=(None,)), with_plan(reviews=())),
    ("4003", need(dt.date(2025, 8, 1), dt.date(2025, 9, 1)), need(ENDED)),
    ("4001", need(ENDED, None, OPEN_PLAN), need(ENDED)),
    ("4016", need(ENDED - DAY), need(ENDED)),
    ("4017", need(REFERRED, HELD + DAY), need(REFERRED, HELD)),
    ("8831", child_with({"no_further_action": True, "plans": ()}), CHILD),
    ("8832", child_with({"no_further_action": True}), CHILD),
    (
        "2990",
        child_with({"close_reason": "RC8"}),
        child_with({"close_reason": "RC8", "enquiries": (), "plans": ()}),
    ),
]


@pytest.mark.parametrize(("code", "broken", "whole"), BROKEN_AND_WHOLE)
def test_a_rule_finds_what_breaks_it_and_nothing_else(
    code: str, broken: Child, whole: Child
) -> None:
    assert code in broken_by(broken)
    assert code not in broken_by(whole)


def test_every_rule_has_its_case_and_its_words_and_a_good_child_breaks_none() -> None:
    assert {rule.code for rule in OF_A_CHILD} == {code for code, _, _ in BROKEN_AND_WHOLE}
    assert len(BY_CODE) == len(OF_A_CHILD) + 3
    assert {
        code: (rule.severity.value, rule.says) for code, rule in BY_CODE.items()
    } == SEVERITY_AND_WORDS
    assert broken_by(CHILD) == set()
    assert broken_by(UNBORN) <= {"8606"}


def test_a_finding_names_the_record_that_must_be_corrected() -> None:
    child = child_with({"enquiries": ()})
    (found,) = check_child(child, YEAR, NotCheckable())
    assert (found.rule.code, found.about, found.child) == ("2885", "plan:1", child)


def test_without_the_referral_some_rules_cannot_be_asked_and_never_guess() -> None:
    """Their child is counted, so that nobody reads silence as "checked"."""
    beyond = NotCheckable()
    # Two that wait may be of two referrals.
    waiting = (Enquiry(dt.date(2026, 3, 20)), Enquiry(dt.date(2026, 3, 23)))
    unknown = {"referred_on": None, "assessments": (), "no_further_action": None}
    child = child_with({**unknown, "enquiries": (ENQUIRY, *waiting)}, upn="A123456789012")
    assert list(check_child(child, YEAR, beyond)) == []
    needing = {rule.code for rule in OF_A_CHILD if rule.needs_referral}
    assert beyond.children == dict.fromkeys(needing, 1)
    assert needing == {
        *("8606", "2889", "1104", "1105", "8868", "2991", "8831", "8832", "2990"),
        *("8839", "8890", "4001", "4003", "4016", "4017"),
    }


def test_what_no_record_here_can_answer_is_counted_with_the_file() -> None:
    beyond = NotCheckable()
    told = ({"upn": "A123456789012"}, {"upn_unknown": "UN2"})
    authorised = Assessment(dt.date(2025, 5, 2), dt.date(2025, 6, 13))
    with_factors = replace(authorised, factors=("3B",))
    assessed = ((with_factors, authorised), (with_factors,))
    known = [child_with({"assessments": each}, upn="A123456789012") for each in assessed]
    for child in (CHILD, OPEN, *(replace(CHILD, **each) for each in told), *known):
        assert list(check_child(child, YEAR, beyond)) == []
    assert beyond.children == {
        "UPNunknown": 2,
        "AssessmentInternalReviewDate": 6,
        "AssessmentFactors": 1,
    }
    assert set(beyond.children) < set(NOT_HELD)


def test_rules_about_the_whole_authority() -> None:
    assert {found.rule.code for found in check_totals(_totals(CHILD))} == set()
    no_conference = child_with({"enquiries": ()})
    assert {found.rule.code for found in check_totals(_totals(no_conference))} == {"2883"}
    one_disability = replace(CHILD, disabilities=("MOB",))
    assert {found.rule.code for found in check_totals(_totals(one_disability))} == {"2888"}
    several = replace(CHILD, disabilities=("MOB", "LD"))
    assert {found.rule.code for found in check_totals(_totals(one_disability, several))} == set()
    unknown = replace(CHILD, sex="U")
    two_of_a_hundred = [*[CHILD] * 98, unknown, unknown]
    assert list(check_totals(_totals(*two_of_a_hundred, UNBORN))) == []
    assert {found.rule.code for found in check_totals(_totals(*two_of_a_hundred, unknown))} == {
        "2886"
    }


def _totals(*children: Child) -> Totals:
    totals = Totals()
    for child in children:
        totals.add(child, YEAR)
    return totals


def test_there_is_no_census_of_any_year() -> None:
    with pytest.raises(ValueError, match="from 2009 to 2099"):
        CensusYear(26)


DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 6, 1))
MAYBE = st.none() | DAYS
PLANS = st.builds(
    ProtectionPlan,
    MAYBE,
    MAYBE,
    st.sampled_from(["NEG", ""]),
    st.sampled_from(["MUL", "ROTH"]),
    st.none() | st.integers(0, 3),
    st.lists(MAYBE, max_size=3).map(tuple),
)
EPISODES = st.builds(
    lambda referred, enquiries, plans, needs, transfer: replace(
        EPISODE,
        referred_on=referred,
        enquiries=tuple(enquiries),
        plans=tuple(plans),
        need_plans=tuple(needs),
        transfer_in_on=transfer,
    ),
    MAYBE,
    st.lists(st.builds(Enquiry, MAYBE, MAYBE, MAYBE, st.booleans()), max_size=3),
    st.lists(PLANS, max_size=3),
    st.lists(st.builds(NeedPlan, MAYBE, MAYBE), max_size=2),
    MAYBE,
)


@settings(max_examples=80)
@given(st.lists(EPISODES, max_size=2), MAYBE, MAYBE, MAYBE)
def test_no_child_is_too_odd_for_a_rule(
    episodes: list[Episode], born: dt.date | None, due: dt.date | None, died: dt.date | None
) -> None:
    """Whatever is missing or impossible, every rule answers, whatever comes first."""
    days = {"born_on": born, "expected_on": due, "died_on": died}
    child = replace(CHILD, episodes=tuple(episodes), **days)
    backwards = replace(child, episodes=tuple(map(turned, reversed(episodes))))
    assert broken_by(backwards) == broken_by(child)


def turned(episode: Episode) -> Episode:
    return replace(
        episode,
        enquiries=episode.enquiries[::-1],
        plans=tuple(replace(plan, reviews=plan.reviews[::-1]) for plan in episode.plans[::-1]),
        need_plans=episode.need_plans[::-1],
    )
