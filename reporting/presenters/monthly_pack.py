"""The month on paper for the heads of service: drawn once it can be known, and kept as it was.

A file under the name of its month is the record that it was made. One that is lost is drawn again,
as known then, and says so.
"""

from __future__ import annotations

import datetime as dt

from django.template.loader import render_to_string

from disclosure.rendering import store
from disclosure.rendering.pdf import html_to_pdf
from reporting.asked import Asked
from reporting.charts.drawing import svg_for_paper
from reporting.charts.look import WIDE
from reporting.domain.charted import AtOnce, charted, read_at_once
from reporting.domain.compared import compared
from reporting.domain.refresh import refresh_facts
from reporting.enums import Grain, ScopeKind
from reporting.measures import BY_CODE
from reporting.measures.measure import Measure
from reporting.notices import pack_is_made
from reporting.period import Period, month_of, year_of
from reporting.presenters.boards import COMPARED, also_on, charted_on
from reporting.presenters.charts import ChartShown, Line
from reporting.presenters.comparison import ComparisonShown
from reporting.scope import WHOLE_SERVICE
from timescales.domain import current_clock, today_in_london
from timescales.working_days import working_day_on_or_after

TWO = 2  # the month and the one before


def keep_pack(today: dt.date) -> bool:
    """Draw the pack of the month before, from the first working day of this one, if it is not kept
    yet, and tell the heads of service.

    Returns whether it was drawn; safe to run every day, twice, or after days of silence.
    """
    month = month_of(today).before()
    opens = working_day_on_or_after(month_of(today).first, current_clock().calendar)
    if today < opens or (store.root() / _place(month)).exists():
        return False
    refresh_facts()
    drawn = _drawn(month, today)
    if drawn is not None:
        # Told first: what the link shows is there either way, and who was told is told once.
        pack_is_made(month)
        store.write(_place(month), drawn)
    return drawn is not None


def pack_of(month: Period) -> bytes | None:
    """The kept one, else drawn now. None for what is no whole month, or has nothing to tell."""
    today = today_in_london()
    if month.grain != Grain.MONTH or month.last >= today:
        return None
    path = store.root() / _place(month)
    return path.read_bytes() if path.exists() else _drawn(month, today)


def _drawn(month: Period, today: dt.date) -> bytes | None:
    drawn, lines = charted_on("service"), also_on("service")
    read = read_at_once([*drawn, *lines], month, WHOLE_SERVICE, known_on=None)
    charts = [_shown(measure, month, read) for measure in drawn]
    if not any(chart.is_available for chart in charts):
        return None
    further = [_shown(measure, month, read, number=TWO) for measure in lines]
    context = {
        "month": month,
        "known_day": today,
        "lines": [Line(chart) for chart in (*charts, *further)],
        "charts": [(c, svg_for_paper(c.spec(WIDE))) for c in charts if c.is_available],
        "comparisons": [(c, svg_for_paper(c.spec(WIDE))) for c in _comparisons(month)],
    }
    html = render_to_string("pdf/monthly_pack.html", context)
    return html_to_pdf(html, layout="annual", identifier=f"figures {month.code} {today}")


def _shown(
    measure: Measure, month: Period, read: AtOnce, *, number: int | None = None
) -> ChartShown:
    asked = Asked(month)
    return ChartShown(charted(measure, month, asked.scope, number=number, read=read), asked)


def _comparisons(month: Period) -> list[ComparisonShown]:
    """Areas and teams over the year so far; chairs are nobody's business on paper."""
    year = year_of(month.last)
    found = [
        ComparisonShown(compared(BY_CODE[code], year, by), Asked(year))
        for by in (ScopeKind.AREA, ScopeKind.TEAM)
        for code in COMPARED
    ]
    return [each for each in found if each.is_drawn]


def _place(month: Period) -> str:
    return f"figures/{month.code}.pdf"
