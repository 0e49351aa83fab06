"""The errors every domain function raises, each with words for the person in front of it."""


class DomainError(Exception):
    """A step that cannot be taken. `message` says what to do about it, in plain words."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(DomainError):
    """This person may not do this. Always audited as a refusal."""


class WrongState(DomainError):
    """The step cannot happen now, because of what has already happened."""
