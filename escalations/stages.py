"""The stages of a Resolution Form: who answers at each, and which clock runs.

Our own line is that of domain.md, section 8; the partners' is Wirral's. The working days of each
stage are local values (`timescales/rules/escalations.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from escalations.enums import Route


@dataclass(frozen=True, slots=True)
class Stage:
    number: int
    service: str
    partner: str

    @property
    def rule(self) -> str:
        return f"resolution_stage_{self.number}"

    def words(self, route: str) -> str:
        """Who is asked at this stage, on this route."""
        return self.partner if route == Route.PARTNER else self.service


STAGES: dict[int, Stage] = {
    stage.number: stage
    for stage in (
        Stage(1, "team manager", "manager in the agency"),
        Stage(2, "service manager", "safeguarding lead of the agency"),
        Stage(3, "head of service", "agency’s member of the safeguarding partnership"),
        Stage(4, "director", "chair of the safeguarding partnership"),
    )
}
FIRST, LAST = min(STAGES), max(STAGES)
OF_THE_PARTNERSHIP = 3  # from here on, the partners' line reaches the safeguarding partnership


def stage_words(number: int, route: str) -> str:
    return f"Stage {number}: {STAGES[number].words(route)}"
