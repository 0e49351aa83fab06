"""Every source of facts."""

from reporting.facts import initials, plans
from reporting.facts.source import Source

ALL: tuple[Source, ...] = (plans.SOURCE, initials.SOURCE)
