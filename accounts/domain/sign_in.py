"""Write down who signed in, who could not, and who left."""

from __future__ import annotations

from accounts.models import User
from audit.domain import record
from audit.enums import Action


def signed_in(*, by: User) -> None:
    record(Action.SIGNED_IN, "accounts.sign_in", by=by, subjects=[by])


def signed_out(*, by: User) -> None:
    record(Action.SIGNED_OUT, "accounts.sign_out", by=by, subjects=[by])


def sign_in_failed(*, email: str, step: str = "password") -> None:
    """What was typed is not kept when nobody has that address: it may be a password."""
    people = User.objects.filter(email__iexact=email)[:1]
    record(
        Action.SIGN_IN_FAILED,
        "accounts.sign_in",
        by=None,
        subjects=people,
        detail={"step": step, "known": bool(people)},
    )


def others_signed_out(*, by: User, count: int) -> None:
    record(
        Action.SIGNED_OUT,
        "accounts.sign_out_elsewhere",
        by=by,
        subjects=[by],
        detail={"sessions": count},
    )
