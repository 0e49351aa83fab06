"""Count the quorum: children's social care and two other agencies in direct contact.

Sources: Swindon, Sussex; Standard Safeguarding Dataset CPPR006A. School, school nurse and health
visitor each count, apart from social care (Swindon). Family members, advisers and observers are
not agencies. The chair decides whether to go on; this only counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conferences.enums import Capacity, InquorateGround, Joining
from conferences.models import Conference, Participant
from people.enums import AgencyKind

OTHER_AGENCIES_NEEDED = 2
NOT_AGENCIES_WITH_A_VIEW = frozenset(
    {AgencyKind.ADVOCACY, AgencyKind.INTERPRETING, AgencyKind.LEGAL}
)


# Where each ground to go on without a quorum comes from.
GROUND_SOURCES: dict[InquorateGround, str] = {
    InquorateGround.NO_CONTACT: "Sussex; Swindon",
    InquorateGround.DELAY_HARMS: "Sussex",
    InquorateGround.TWO_PRESENT: "Sussex",
    InquorateGround.LOOKED_AFTER: "Sussex",
}


@dataclass(frozen=True)
class Quorum:
    """Who counts. `others` are names of agencies, each once."""

    social_care: bool
    others: tuple[str, ...]

    @property
    def is_quorate(self) -> bool:
        return self.social_care and len(self.others) >= OTHER_AGENCIES_NEEDED

    @property
    def words(self) -> str:
        if self.is_quorate:
            return f"{_listed(('Children’s social care', *self.others))}."
        return f"It {self.wanting}."

    @property
    def wanting(self) -> str:
        """What is still needed, in words; empty when quorate."""
        wanted = [] if self.social_care else ["children’s social care"]
        short = OTHER_AGENCIES_NEEDED - len(self.others)
        if short > 0:
            noun = "agency" if short == 1 else "agencies"
            wanted.append(f"{short} more {noun} in direct contact with the child or family")
        return f"needs {_listed(wanted)}" if wanted else ""


def _listed(words: Iterable[str]) -> str:
    *rest, last = list(words)
    return f"{', '.join(rest)} and {last}" if rest else last


def count(participants: Iterable[Participant]) -> Quorum:
    """The quorum these people make. Each agency counts once, however many come from it."""
    social_care = False
    others: dict[int, str] = {}
    for participant in participants:
        agency = participant.agency
        if agency is None or participant.capacity != Capacity.AGENCY:
            continue
        if agency.kind == AgencyKind.SOCIAL_CARE:
            social_care = True
        elif participant.direct_contact and agency.kind not in NOT_AGENCIES_WITH_A_VIEW:
            others[agency.pk] = agency.name
    return Quorum(social_care=social_care, others=tuple(sorted(others.values())))


def forecast(conference: Conference) -> Quorum:
    """The quorum if everybody who means to come does come. A report alone is not attendance."""
    coming = conference.participants.filter(
        joining__in=[Joining.IN_PERSON, Joining.REMOTE]
    ).select_related("agency")
    return count(coming)
