"""Does the report add up? What does not is named, with the reason where the facts tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Exists, F, OuterRef

from reporting.annual.content import Block, Check, Content, Line, Term, Why, from_data
from reporting.annual.domain.identities import SAME
from reporting.domain.figures import behind, so_far
from reporting.enums import Counted, FactKind, ScopeKind
from reporting.measures import plans_open
from reporting.models import AnnualEdition, Fact
from reporting.models.fact import FactQuerySet
from reporting.period import Period, year_of
from reporting.scope import Scope

BACKWARDS = "plans recorded as ended before they started (mend the day at its source)"


def checks_of(
    content: Content, year: Period, scope: Scope, known_on: dt.datetime | None
) -> Iterator[Check]:
    lines = {line.key(""): line for line in content.lines}
    yield from _stocks(lines, year, scope, known_on)
    for block in {b.measure: b for b in content.blocks if b.months}.values():
        yield from _months_sum(block)
    for block in {(b.measure, b.parts): b for b in content.blocks if b.parts}.values():
        yield from _parts_sum(block)
    for name, total, parts in SAME:
        yield _check(
            f"same:{total[0]}.{total[1]}", name,
            [_of(lines, year, *part) for part in parts], _of(lines, year, *total),
        )  # fmt: skip


def _stocks(
    lines: Mapping[str, Line], year: Period, scope: Scope, known_on: dt.datetime | None
) -> Iterator[Check]:
    """At the start, and those that began, less those that ended, are those at the end."""
    months = [month for month in year.months() if f"plans_open|{month.code}|||" in lines]
    for period in (year, *months):
        # The stock before the first month is that of the year before.
        earlier = year.before() if period.first == year.first else period.before()
        before = _of(lines, earlier, "plans_open", "n", "at the start")
        moved = _moved(scope, period, known_on)
        check = _check(
            f"stock:{period.code}",
            f"Children on a plan, {period}: at the start + started − ended"
            f"{' + moved in − moved out' if moved else ''} = at the end",
            [
                before,
                _of(lines, period, "plans_started", "n", "started"),
                _of(lines, period, "plans_ended", "n", "ended", is_taken_away=True),
                *moved,
            ],
            _of(lines, period, "plans_open", "n", "at the end"),
        )
        yield _explained(check, _backwards(scope, known_on)) if check.difference else check


def _moved(scope: Scope, period: Period, known_on: dt.datetime | None) -> list[Term]:
    """Plans that came here from another area and that went to one; none where nobody moved. A
    family that only changed its team within the area stayed."""
    if scope.kind == ScopeKind.SERVICE:
        return []
    asked = so_far(period, known_on)
    plans = Fact.objects.known_on(known_on).filter(scope.condition, kind=FactKind.PLAN).order_by()
    came_here = plans.filter(plan=OuterRef("plan"), moved_in_on=OuterRef("moved_out_on"))
    was_here = plans.filter(plan=OuterRef("plan"), moved_out_on=OuterRef("moved_in_on"))
    days = (asked.first, asked.last)
    moved_in = plans.filter(~Exists(was_here), moved_in_on__range=days).count()
    moved_out = plans.filter(~Exists(came_here), moved_out_on__range=days).count()
    if not (moved_in or moved_out):
        return []
    return [
        Term("moved in from another area", f"moved_in|{period.code}|||n", moved_in),
        Term("moved out to another area", f"moved_out|{period.code}|||n", moved_out,
             is_taken_away=True),
    ]  # fmt: skip


def _backwards(scope: Scope, known_on: dt.datetime | None) -> Why:
    return Why(BACKWARDS, recorded_backwards(scope, known_on).count())


def recorded_backwards(scope: Scope, known_on: dt.datetime | None) -> FactQuerySet:
    """Plans that ended before they started."""
    facts = Fact.objects.known_on(known_on).filter(scope.condition, kind=FactKind.PLAN)
    return facts.filter(until__lt=F("on"))


def names_backwards(checks: Iterable[Check]) -> bool:
    """Whether such plans are the reason why one of these does not add up."""
    return any(why.words == BACKWARDS for check in checks for why in check.why)


def since_printed(
    edition: AnnualEdition | None,
    content: Content,
    year: Period,
    scope: Scope,
    known_on: dt.datetime | None,
) -> Iterator[Check]:
    """The stock of a year ago, as last year's report printed it and as it is known now: what was
    entered late since, and what was ended earlier, corrected or void."""
    printed = _printed(edition)
    if edition is None or printed is None:
        return
    then, now = (
        set(
            behind(plans_open.MEASURE, year.before(), scope, known_on=at).values_list(
                "plan", flat=True
            )
        )
        for at in (edition.frozen_at, known_on)
    )
    at = _at(edition)
    total = _of({line.key(""): line for line in content.lines}, year.before(), "plans_open", "n")
    yield _check(
        "printed",
        f"Children on a plan at the start, as printed in the report of {year.before().code} + "
        "entered late since − void or corrected since = as known now",
        [
            Term("as printed", f"printed{at}", printed),
            Term("entered late since", f"late{at}", len(now - then)),
            Term("void or corrected since", f"gone{at}", len(then - now), is_taken_away=True),
        ],
        total,
    )


def _at(edition: AnnualEdition) -> str:
    return f"|{year_of(edition.year_ending).code}|edition {edition.number}||n"


def printed_again(edition: AnnualEdition) -> dict[str, str]:
    """Numbers of this edition that the report of the year after says again: by their key there,
    the key they have here."""
    year = year_of(edition.year_ending).code
    return {f"printed{_at(edition)}": f"plans_open|{year}|||n"}


def _printed(edition: AnnualEdition | None) -> int | None:
    if edition is None:
        return None
    lines = (line for line in from_data(edition.content).lines if line.measure == "plans_open")
    year = year_of(edition.year_ending).code
    return next((line.numerator for line in lines if (line.period, line.split) == (year, "")), None)


def _months_sum(block: Block) -> Iterator[Check]:
    if block.is_stock or len(block.months) < 12:
        return
    for which in ("n", "d"):
        if _number(block.now, which) is None and which == "d":
            continue
        terms = [_term(month, which) for month in block.months]
        name = f"{block.name}: the months sum to the year{_which(which)}"
        yield _shared(block, f"months:{block.measure}.{which}", name, terms, which)


def _parts_sum(block: Block) -> Iterator[Check]:
    for parts in block.parts:
        whiches = ("n", "d") if block.shape == "PERCENT" else ("n",)
        for which in whiches:
            terms = [_term(line, which) for line in parts.lines]
            name = (
                f"{block.name}: the parts by {parts.name.lower()} sum to the whole{_which(which)}"
            )
            code = f"parts:{block.measure}.{parts.code}.{which}"
            yield _shared(block, code, name, terms, which)


def _which(which: str) -> str:
    return " (out of)" if which == "d" else ""


def _shared(block: Block, code: str, name: str, terms: list[Term], which: str) -> Check:
    check = _check(code, name, terms, _term(block.now, which))
    if check.difference and check.difference > 0 and block.counted == Counted.CONFERENCES:
        words = (
            "conferences that stand in more than one part (brothers and sisters were there at "
            "different stages, or it was held on more than one day)"
        )
        return _explained(check, Why(words, check.difference))
    return _explained(check, None) if check.difference else check


def _explained(check: Check, why: Why | None) -> Check:
    told = abs(why.number or 0) if why else 0
    left = abs(check.difference or 0) - told
    found = [why] if why and why.number else []
    if left > 0:
        found.append(Why("not explained (ask the data officer to look at the records)", left))
    return Check(**{**check.__dict__, "why": tuple(found)})


def _check(code: str, name: str, terms: list[Term], total: Term) -> Check:
    numbers = [term.number for term in (*terms, total)]
    difference = None
    if None not in numbers:
        signed = [-(t.number or 0) if t.is_taken_away else t.number or 0 for t in terms]
        difference = sum(signed) - (total.number or 0)
    return Check(code, name, tuple(terms), total, difference)


def _of(
    lines: Mapping[str, Line],
    period: Period,
    measure: str,
    which: str,
    label: str = "",
    *,
    is_taken_away: bool = False,
) -> Term:
    line = lines.get(f"{measure}|{period.code}|||")
    if line is None:
        return Term(label, f"{measure}|{period.code}|||{which}", None, is_taken_away)
    term = _term(line, which)
    return Term(label or term.label, term.key, term.number, is_taken_away)


def _term(line: Line, which: str) -> Term:
    return Term(line.label, line.key(which), _number(line, which))


def _number(line: Line, which: str) -> int | None:
    number = line.numerator if which == "n" else line.denominator
    return None if number is None else int(number)
