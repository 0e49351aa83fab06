"""Every rule that this service checks (domain.md, section 10: rules touching ICPC and CPP)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.returns.census.rule import Found, NotCheckable, Rule, TotalRule, Totals
from reporting.returns.census.rules import enquiries, episodes, identity, plans, totals
from reporting.returns.census.tree import Child
from reporting.returns.census.year import CensusYear
from reporting.returns.not_held import not_held_of

OF_A_CHILD: tuple[Rule, ...] = (
    *identity.RULES,
    *enquiries.RULES,
    *plans.RULES,
    *episodes.RULES,
)
OF_ALL = totals.RULES
BY_CODE: dict[str, Rule | TotalRule] = {
    **{rule.code: rule for rule in OF_A_CHILD},
    **{rule.code: rule for rule in OF_ALL},
}


def check_child(child: Child, year: CensusYear, beyond: NotCheckable) -> Iterator[Found]:
    """Where this child breaks a rule; `beyond` counts what could not be asked."""
    is_referral_missing = any(episode.referred_on is None for episode in child.episodes)
    for rule in OF_A_CHILD:
        if rule.needs_referral and is_referral_missing:
            beyond.add(rule.code)
        yield from (Found(rule, child, about) for about in rule.check(child, year))
    for element in not_held_of(child):
        beyond.add(element)


def check_totals(counted: Totals) -> Iterator[Found]:
    yield from (Found(rule) for rule in OF_ALL if rule.is_broken(counted))
