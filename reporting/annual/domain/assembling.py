"""The content of a report, from the figures: counted anew, or as it was known on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.utils import timezone

from people.models import Area
from reporting.annual.content import Block, Content, Line, Parts, Section
from reporting.annual.domain.checking import checks_of, since_printed
from reporting.annual.domain.parts import both_years, plain
from reporting.annual.sections import SECTIONS, Asked, SectionPlan
from reporting.annual.years import title_of
from reporting.domain.charted import aim_of
from reporting.domain.figures import Figure, figure, figure_shown
from reporting.domain.targets import targets_on
from reporting.enums import ScopeKind
from reporting.measures import BY_CODE
from reporting.measures.measure import Measure
from reporting.models import AnnualEdition
from reporting.period import Period
from reporting.scope import WHOLE_SERVICE, Scope

PLACES = {"area", "team"}


def scope_of(area: Area | None) -> Scope:
    return WHOLE_SERVICE if area is None else Scope(ScopeKind.AREA, area.pk, area.name)


def assemble(
    year: Period,
    area: Area | None = None,
    *,
    known_on: dt.datetime | None = None,
    commentary: Mapping[str, str] | None = None,
    said_before: str = "",
    in_detail: bool = True,
) -> Content:
    """The full report of the year to 31 March, a draft. Months that have not begun are left out.

    Not in detail, it has the figures of the whole year only.
    """
    counting = Counting(year, scope_of(area), known_on, in_detail=in_detail)
    content = Content(
        year=year.code,
        year_before=year.before().code,
        title=title_of(year, area),
        scope=counting.scope.name,
        known_on=f"{timezone.localtime(known_on):%Y-%m-%d}",
        is_public=False,
        is_frozen=False,
        edition=0,
        sections=tuple(
            _section(plan, counting, commentary or {}, said_before) for plan in SECTIONS
        ),
    )
    if not in_detail:
        return content
    checks = (
        *checks_of(content, year, counting.scope, known_on),
        *since_printed(_year_before(year, area), content, year, counting.scope, known_on),
    )
    return replace(content, checks=checks)


def assemble_section(code: str, year: Period, area: Area | None = None) -> Section:
    """One section in detail, as known now."""
    plan = next(plan for plan in SECTIONS if plan.code == code)
    return _section(plan, Counting(year, scope_of(area), None), {}, "")


def _year_before(year: Period, area: Area | None) -> AnnualEdition | None:
    """The newest edition of last year's report, if it was frozen."""
    found: AnnualEdition | None = AnnualEdition.objects.filter(
        year_ending=year.before().last, area=area
    ).first()
    return found


def _section(
    plan: SectionPlan, counting: Counting, commentary: Mapping[str, str], said_before: str
) -> Section:
    return Section(
        code=plan.code,
        title=plan.title,
        blocks=tuple(counting.block(asked) for asked in plan.asked),
        commentary=commentary.get(plan.code, ""),
        said_before=said_before if plan.code == "did" else "",
    )


class Counting:
    """One report's year, scope and moment; what two sections ask for is counted once."""

    def __init__(
        self, year: Period, scope: Scope, known_on: dt.datetime | None, *, in_detail: bool = True
    ) -> None:
        self.in_detail = in_detail
        self.year, self.scope, self.known_on = year, scope, known_on
        self.today = timezone.localdate(known_on)
        self.targets = targets_on(year.last)
        self.kept: dict[tuple[str, str], Line] = {}

    def block(self, asked: Asked) -> Block:
        measure = BY_CODE[asked.code]
        now = self.whole(measure, self.year)
        return Block(
            measure=measure.code,
            name=measure.name,
            definition=measure.definition,
            numerator_is=measure.numerator,
            denominator_is=measure.denominator,
            source=measure.source,
            excludes=measure.excludes,
            shape=measure.shape.name,
            unit=measure.unit,
            counted=measure.counted.value,
            is_stock=measure.is_stock,
            high_is_good=measure.high_is_good,
            now=now,
            before=self.whole(measure, self.year.before()),
            months=tuple(self._months(measure) if asked.months and self.in_detail else ()),
            parts=tuple(self._parts(measure, asked, now) if self.in_detail else ()),
            chart=asked.chart,
            aim=aim_of(self.targets.get(measure.code)),
        )

    def whole(self, measure: Measure, period: Period, read: Callable[..., Figure] = figure) -> Line:
        kept = self.kept.get((measure.code, period.code))
        if kept is None:
            found = read(measure, period, self.scope, known_on=self.known_on)
            kept = self.kept[measure.code, period.code] = line_of(found)
        return kept

    def _months(self, measure: Measure) -> Iterable[Line]:
        for month in self.year.months():
            if month.first <= self.today:
                yield self.whole(measure, month, read=figure_shown)

    def _parts(self, measure: Measure, asked: Asked, now: Line) -> Iterable[Parts]:
        """Nothing is broken down that is not available, and no area by area."""
        if now.numerator is None:
            return
        for split in measure.splits:
            if split.code not in asked.splits:
                continue
            if split.code == "area" and self.scope.kind == ScopeKind.AREA:
                continue
            before = self.whole(measure, self.year.before())
            parts = both_years(
                measure,
                split,
                self.year,
                self.scope,
                known_on=self.known_on,
                has_before=before.numerator is not None,
            )
            if parts.lines:
                yield parts


def line_of(found: Figure) -> Line:
    return Line(
        measure=found.measure.code,
        period=found.period.code,
        label=str(found.period),
        numerator=found.numerator,
        denominator=plain(found.denominator),
        value=None if found.value is None else str(found.value),
        words=found.words,
    )
