"""Named errors of this room; each carries words for the person in front of it."""

from __future__ import annotations

from accounts.errors import DomainError, NotAllowed, WrongState


class Refused(NotAllowed):
    """A refusal that has been audited. `family_id` is what breaking the glass would open."""

    def __init__(self, message: str, *, family_id: int | None = None) -> None:
        super().__init__(message)
        self.family_id = family_id


class BadDetail(DomainError):
    """Something typed cannot be right; `field` says which."""


class ChangedMeanwhile(WrongState):
    """Somebody else saved the same record after this form was opened."""


class PossibleDuplicates(DomainError):
    """Records that may be the same child. Nothing is created until a person has looked."""

    def __init__(self, visible: list[int], hidden: int) -> None:
        super().__init__("Check whether this child is already recorded.")
        self.visible = visible
        self.hidden = hidden


class PossiblySomebodyKnown(DomainError):
    """Professionals who may be the one being added. Nobody is added until a person has looked."""

    def __init__(self, alike: list[int]) -> None:
        super().__init__("Check whether this person is here already.")
        self.alike = alike


class CannotMerge(DomainError):
    """The two records cannot become one, and why."""
