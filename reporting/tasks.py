"""Every fact compared with the records, each night; the month on paper."""

from __future__ import annotations

from celery import shared_task

from reporting.annual import tasks as of_annual
from reporting.domain import refresh, rollup
from reporting.imports import tasks as of_imports
from reporting.presenters.monthly_pack import keep_pack
from reporting.returns import tasks as of_returns
from timescales.domain import today_in_london

# Celery looks for tasks in this file.
carry_on_imports = of_imports.carry_on_imports
draw_annual_report = of_annual.draw_annual_report
draw_waiting_reports = of_annual.draw_waiting_reports
make_return = of_returns.make_return
make_waiting_returns = of_returns.make_waiting_returns
forget_old_returns = of_returns.forget_old_returns
lay_out_cp_is = of_returns.lay_out_cp_is


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def refresh_facts() -> int:
    """How many facts were closed or added. May run at any time, twice, or after days of silence."""
    done = refresh.refresh_facts()
    return done.closed + done.added


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def roll_up_months() -> int:
    """How many measures were counted for the dashboards: each once a day, or where none is kept."""
    return rollup.roll_up()


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def keep_monthly_pack() -> bool:
    """Whether one was drawn: once a month, on its first working day or as soon after."""
    return keep_pack(today_in_london())
