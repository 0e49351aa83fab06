"""Every source of facts. Several may tell of one kind; each fact has one."""

from reporting.facts import (
    attendances,
    caseloads,
    chairs,
    consultations,
    core_groups,
    dip_samples,
    duties,
    escalations,
    initials,
    midpoints,
    plans,
    requests,
    reviews,
    section_47,
    sessions,
    visits,
    voices,
)
from reporting.facts.source import Source

# About a child or a family: these can be brought up to date for some families alone.
OF_FAMILIES: tuple[Source, ...] = (
    section_47.IMPORTED,
    section_47.NATIVE,
    requests.SOURCE,
    consultations.SOURCE,
    initials.SOURCE,
    reviews.SOURCE,
    plans.SOURCE,
    caseloads.SOURCE,
    core_groups.SOURCE,
    visits.SOURCE,
    midpoints.CHECKED,
    midpoints.OUTSTANDING,
    escalations.CONCERNS,
    escalations.FORMS,
    duties.OF_FAMILY,
    duties.OF_CHILD,
    attendances.SOURCE,
    sessions.HELD,
    sessions.MOVES,
    voices.ADVOCACY,
    dip_samples.SOURCE,
)
# About nobody: brought up to date with the whole.
OF_NOBODY: tuple[Source, ...] = (sessions.GRID, voices.ANSWERS, voices.SCORES, chairs.SOURCE)
ALL: tuple[Source, ...] = (*OF_FAMILIES, *OF_NOBODY)
