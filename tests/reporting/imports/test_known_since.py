"""Nothing that an import brought was known here before it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reporting.domain.figures import figure
from reporting.measures import ALL
from reporting.models import Fact, ImportRun
from reporting.period import month_of, year_of
from tests.reporting.imports.folder import bring_in, history, write

pytestmark = pytest.mark.django_db
PERIODS = (
    month_of(dt.date(2025, 10, 1)),
    year_of(dt.date(2023, 9, 1)),
    year_of(dt.date(2025, 9, 1)),
)


def test_as_known_on_the_day_before_an_import_no_measure_has_an_answer(tmp_path: Path) -> None:
    tables = history()
    chair = {"invo_involvements_id": "3", "invo_professional_role_id": "Conference chair"}
    tables["ssd_involvements"].append(tables["ssd_involvements"][1] | chair)
    bring_in(write(tmp_path, tables))
    started = ImportRun.objects.get().started_at
    before = Fact.objects.filter(known_from__lt=started)
    assert sorted(set(before.values_list("kind", flat=True))) == []
    day_before = started - dt.timedelta(days=1)
    asked = [(measure, period) for measure in ALL for period in PERIODS]
    told = {each.code for each, period in asked if figure(each, period).numerator}
    assert {"caseload", "plans_open", "icpc_children", "visits_alone", "section_47"} <= told
    words = {figure(*each, known_on=day_before).words for each in asked}
    assert words == {"Not available"}
