"""Move a conference from one state to the next, by the table in `enums.CONFERENCE_STEPS`."""

from __future__ import annotations

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import refuse
from conferences.enums import CONFERENCE_STEPS, ConferenceState
from conferences.models import Conference, ConferenceStep, Participant
from people.errors import Refused


def locked(conference: Conference) -> Conference:
    """The same conference, read again and held until the transaction ends."""
    fresh: Conference = Conference.objects.select_for_update().get(pk=conference.pk)
    return fresh


def hold_participant(participant: Participant) -> None:
    """Read them again where they are, and hold them until the transaction ends: they may have
    answered, or a report come, since the page was opened. Raises `WrongState` when they are gone.
    """
    rows = Participant.objects.select_for_update(of=("self",))
    try:
        participant.refresh_from_db(from_queryset=rows)
    except Participant.DoesNotExist:
        raise WrongState(
            f"{participant} has been taken off the list.", rule="off_the_list"
        ) from None


def advance(
    conference: Conference,
    to: ConferenceState,
    *,
    by: User,
    reason_code: str = "",
    reason: str = "",
    kept_safe: str = "",
    agreed_by: str = "",
) -> None:
    """Take one step and keep it. The caller saves what else changed, in the same transaction.

    Raises `WrongState` when the table has no such step.
    """
    if to not in CONFERENCE_STEPS[conference.state]:
        was = ConferenceState(conference.state).label.lower()
        raise WrongState(
            f"This conference is “{was}”, so it cannot become “{to.label.lower()}”.",
            rule="no_such_step",
        )
    ConferenceStep.objects.create(
        conference=conference,
        from_state=conference.state,
        to_state=to,
        reason_code=reason_code,
        reason=reason,
        kept_safe=kept_safe,
        agreed_by=agreed_by,
        by=by,
    )
    conference.state = to
    conference.save()


def require(allowed: bool, verb: str, *, by: User, about: Conference, message: str) -> None:
    """Go on only if allowed; a refusal is audited and outlives the rollback."""
    if allowed:
        return
    refuse(verb, by=by, subjects=[about], children=about.children_concerned(), reason=message)
    raise Refused(message, family_id=about.family_id)
