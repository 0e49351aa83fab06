"""The errors every domain function raises, each with words for the person in front of it."""

import re


class DomainError(Exception):
    """A step that cannot be taken. `message` says what to do about it, in plain words; `rule` which
    rule it breaks, for a program: its own, or that of the class."""

    def __init__(self, message: str, *, field: str = "", rule: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.rule = rule or rule_name(type(self))


class NotAllowed(DomainError):
    """This person may not do this. Always audited as a refusal."""


class WrongState(DomainError):
    """The step cannot happen now, because of what has already happened."""


class TooOften(DomainError):
    """Asked so often that nothing is done, and nothing is audited: it would fill the audit."""


class SecondStepUnreadable(DomainError):
    """Written with a secret key that is neither the one of today nor one before it."""


def rule_name(error: type[DomainError]) -> str:
    """`OutsideThePlan` is the rule outside_the_plan."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", error.__name__).lower()
