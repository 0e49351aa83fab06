"""Every measure, in the order of the pages."""

from __future__ import annotations

from reporting.measures import icpc_in_time, plans_open
from reporting.measures.measure import Measure

ALL: tuple[Measure, ...] = (
    plans_open.MEASURE,
    icpc_in_time.MEASURE,
)
BY_CODE = {measure.code: measure for measure in ALL}
