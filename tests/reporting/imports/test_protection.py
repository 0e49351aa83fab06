"""A section 47 enquiry leads to one conference, of its own child."""

from __future__ import annotations

from pathlib import Path

import pytest

from conferences.models import ConferenceChild
from reporting.models import Section47Enquiry
from tests.reporting.imports.folder import Found, Tables, bring_in, history, write
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
INITIALS = "ssd_initial_cp_conference"


def _initial(row: dict[str, str], number: str, **cells: str) -> dict[str, str]:
    """Another conference that names the same enquiry, and made no plan."""
    new = {"icpc_icpc_id": number, "icpc_icpc_meeting_id": f"M{number}", "icpc_cp_plan_id": ""}
    return row | new | {"icpc_icpc_outcome_cp_flag": "N"} | cells


def _not_linked(folder: Path, tables: Tables) -> list[Found]:
    found = bring_in(write(folder, tables))[1]
    return [each for each in found if each[3] == "icpc_s47_enquiry_id"]


def _led_to() -> tuple[str, str]:
    led_to = Section47Enquiry.objects.get(source_id="S1").led_to
    assert led_to is not None
    return led_to.child.local_id, f"{led_to.conference.held_on}"


def _icpc_clocks(local_id: str) -> list[str]:
    clocks = Deadline.objects.filter(rule="icpc", child__local_id=local_id).order_by("started_on")
    return [f"{clock.started_on}" for clock in clocks]


@pytest.mark.parametrize("place", [1, 3])
def test_a_sisters_clock_does_not_run_from_the_enquiry_of_another_child(
    place: int, tmp_path: Path
) -> None:
    """A case system with one enquiry for brothers and sisters; whichever of them stands first."""
    tables = history()
    of_noor = tables[INITIALS][1]
    together = {"icpc_icpc_meeting_id": of_noor["icpc_icpc_meeting_id"], "icpc_person_id": "100"}
    tables[INITIALS].insert(place, _initial(of_noor, "I9", **together))
    assert _not_linked(tmp_path, tables) == [
        ("gap", f"{INITIALS}.csv", f"{place + 2}", "icpc_s47_enquiry_id")
    ]
    assert _led_to() == ("101", "2025-10-03")
    assert (_icpc_clocks("100"), _icpc_clocks("101")) == (["2023-01-03"], ["2025-09-05"])
    # As the version before this one left it.
    hers = ConferenceChild.objects.get(child__local_id="100", conference__held_on="2025-10-03")
    Section47Enquiry.objects.filter(source_id="S1").update(led_to=hers)
    later = {INITIALS: [of_noor | {"icpc_icpc_target_date": "2025-09-29"}]}
    assert _not_linked(tmp_path / "later", later) == []
    assert _led_to() == ("101", "2025-10-03")


def test_of_two_conferences_that_name_one_enquiry_the_first_is_linked(tmp_path: Path) -> None:
    tables = history()
    of_noor = tables[INITIALS][1]
    tables[INITIALS].append(_initial(of_noor, "I9", icpc_icpc_date="2025-11-03"))
    assert _not_linked(tmp_path, tables) == [("gap", f"{INITIALS}.csv", "5", "icpc_s47_enquiry_id")]
    assert _led_to() == ("101", "2025-10-03")
    # What an earlier delivery linked is not taken away by a file that does not hold it.
    earlier = {INITIALS: [_initial(of_noor, "I8", icpc_icpc_date="2025-09-22")]}
    assert _not_linked(tmp_path / "later", earlier) == [
        ("gap", f"{INITIALS}.csv", "2", "icpc_s47_enquiry_id")
    ]
    assert _led_to() == ("101", "2025-10-03")
    # Put right there, it follows.
    of_noor["icpc_s47_enquiry_id"] = ""
    assert _not_linked(tmp_path, tables) == [("gap", f"{INITIALS}.csv", "3", "icpc_s47_enquiry_id")]
    assert _led_to() == ("101", "2025-11-03")
