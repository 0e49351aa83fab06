"""ssd_person: children, born or expected."""

from __future__ import annotations

from typing import Any

from people.enums import Ethnicity, PupilNumberUnknown, Sex
from reporting.imports import parsing
from reporting.imports.table import Column, Table

GAP = "Not recorded: figures by {} will show this child as not known."


def _check(cells: dict[str, Any]) -> list[tuple[str, str]]:
    born, expected, died = (
        cells.get(name) for name in ("pers_dob", "pers_expected_dob", "pers_death_date")
    )
    found = []
    if not born and not expected:
        message = "Enter the date of birth, or the expected date of a baby not yet born."
        found.append(("pers_dob", message))
    if born and died and died < born:
        found.append(("pers_death_date", "This is before the birth: mend one of the two."))
    return found


TABLE = Table(
    "ssd_person",
    key="pers_person_id",
    person="pers_person_id",
    check=_check,
    columns=(
        Column("pers_person_id", parsing.text(20), needed=True, example="100001"),
        Column("pers_forename", parsing.text(), example="Ngozi"),
        Column("pers_surname", parsing.text(), needed=True, example="O'Featherby"),
        Column("pers_sex", parsing.code(*Sex.values), example="F"),
        Column("pers_gender", parsing.text(60)),
        Column(
            "pers_ethnicity",
            parsing.code(*Ethnicity.values),
            soft=True,
            gap=GAP.format("ethnicity"),
            example="BAFR",
        ),
        Column("pers_dob", parsing.birthday, example="2018-05-14"),
        Column("pers_expected_dob", parsing.any_day),
        Column("pers_death_date", parsing.birthday),
        Column("pers_upn", parsing.pupil_number, soft=True),
        Column(
            "pers_upn_unknown",
            parsing.code(*PupilNumberUnknown.values),
            soft=True,
            example=PupilNumberUnknown.NO_SCHOOL_HERE,
        ),
        Column("pers_is_mother", parsing.flag, soft=True, example="N"),
        # In the dataset: the NHS number, where it is known.
        Column("pers_single_unique_id", parsing.nhs_number, soft=True, example="9990000018"),
    ),
    unread=("pers_legacy_id", "pers_send_flag", "pers_nationality"),
)
