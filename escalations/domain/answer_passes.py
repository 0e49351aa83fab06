"""A guest answers one stage: a link by email, then a code to the same address.

Nothing in the emails says what it is about. Every read and answer is audited as the guest's.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, TooOften, WrongState
from accounts.models import User
from audit.domain import record, refuse, refuse_again, refuse_guess
from audit.enums import Action
from audit.limits import Limit
from disclosure.domain import one_time
from escalations import notices
from escalations.domain.who import is_of_the_family
from escalations.enums import FormState
from escalations.models import AnswerPass, FormStage
from notifications.enums import Channel
from people.domain.contact import is_confirmed
from people.enums import ContactWay

LASTS = dt.timedelta(days=28)  # longer than any stage; the code comes anew each time
OPEN_FOR = dt.timedelta(minutes=60)
# No reading goes unaudited and nothing leaves the audit: so the reading itself is counted.
READINGS = Limit("answer-pass", 60, 600)
TOO_OFTEN = "This page was opened too often. Wait ten minutes, then try again."
NO_LONGER = "This link does not work any more. Ask whoever sent it for a new one."
CHECK = "escalations.answer_link_may_leave"


def issue_pass(stage: FormStage, *, by: User) -> AnswerPass:
    """Email the person asked a link; an earlier one stops working. Part of a larger step."""
    token = one_time.new_token()
    now = timezone.now()
    take_back_passes(stage)
    made = AnswerPass.objects.create(
        stage=stage,
        token_hash=one_time.hash_of(token),
        channel=Channel.EMAIL,
        to_address=stage.recipient.work_email,
        issued_by=by,
        expires_at=now + LASTS,
    )
    notices.link_to_answer(made, token=token, check_name=CHECK)
    _audit(Action.SENT, "escalations.issue_answer_pass", made, by=by)
    return made


def take_back_passes(stage: FormStage) -> None:
    stage.passes.filter(revoked_at=None).update(revoked_at=timezone.now())


def find_pass(token: str) -> AnswerPass:
    """The pass of a link that still works. Raises `NotAllowed`, saying no more than that."""
    rows = AnswerPass.objects.select_related("stage__form__family", "stage__recipient__person")
    found: AnswerPass | None = rows.filter(token_hash=one_time.hash_of(token)).first()
    if found is None:
        refuse_guess("escalations.find_answer_pass", reason="there is no such link")
        raise NotAllowed(NO_LONGER)
    if reason := reason_not_to_let_in(found):
        refuse_again(
            "escalations.find_answer_pass",
            link=f"answer pass {found.pk}",
            subjects=[found],
            reason=reason,
        )
        raise NotAllowed(NO_LONGER)
    return found


def reason_not_to_let_in(one: AnswerPass) -> str:
    """Why this link opens nothing now; empty when it does. The guest is never told why."""
    stage = one.stage
    if not one_time.works(one):
        return "The link was taken back, is too old, or was tried too often"
    if stage.form.state != FormState.WAITING or stage.form.stage != stage.number:
        return "This stage no longer waits for an answer"
    recipient = stage.recipient
    if recipient.person.died_on is not None or recipient.work_email != one.to_address:
        return "This is not their address any more"
    if not is_confirmed(recipient.person, ContactWay.EMAIL, at_work=True):
        return "Their work email has not been confirmed"
    if is_of_the_family(stage.form.family, recipient):
        return "They belong to this family"
    return ""


def reason_to_hold_link(arguments: dict[str, Any]) -> str:
    """The outbox asks just before a link or a code leaves."""
    rows = AnswerPass.objects.select_related("stage__form__family", "stage__recipient__person")
    found = rows.filter(pk=arguments["answer_pass"]).first()
    return "There is no such link" if found is None else reason_not_to_let_in(found)


def send_code(token: str) -> AnswerPass:
    """Send a new six-figure code. Raises `NotAllowed`, `WrongState`."""
    return _send_code(find_pass(token))


@transaction.atomic
def _send_code(found: AnswerPass) -> AnswerPass:
    one = _locked(found)
    code = one_time.new_code(one, ask="whoever sent it")
    notices.code_to_answer(one, code=code, check_name=CHECK)
    _audit(Action.SENT, "escalations.send_answer_code", one, by=None)
    return one


def let_in(token: str, *, code: str) -> AnswerPass:
    """The pass, for the right code once. A wrong one is counted, also when this is refused."""
    found = find_pass(token)
    with transaction.atomic():
        one = _locked(found)
        if not one_time.works(one):
            raise NotAllowed(NO_LONGER)
        if one_time.code_is_right(one, code):
            one.code_hash, one.opened_at = "", timezone.now()
            one.save(update_fields=["code_hash", "opened_at"])
            return one
        one.wrong_codes += 1
        one.save(update_fields=["wrong_codes"])
    refuse("escalations.let_in", by=None, subjects=[one], reason="wrong code")
    raise DomainError(one_time.WRONG_CODE, field="code", rule="wrong_code")


def read_as_guest(token: str, *, since: dt.datetime) -> AnswerPass:
    """What was asked of this guest, whom a code let in at `since`. The reading is audited.

    Raises `NotAllowed` for a link that no longer works, `WrongState` when the hour is over,
    `TooOften`.
    """
    one = find_pass(token)
    if one.opened_at is None or since < one.opened_at or since < timezone.now() - OPEN_FOR:
        raise WrongState("Your hour is over. Ask for a new code.", rule="over")
    if not READINGS.allows(str(one.pk)):
        raise TooOften(TOO_OFTEN)
    _audit(Action.OPENED, "escalations.read_as_guest", one, by=None)
    return one


def _locked(one: AnswerPass) -> AnswerPass:
    rows = AnswerPass.objects.select_related("stage__form__family", "stage__recipient__person")
    fresh: AnswerPass = rows.select_for_update(of=("self",)).get(pk=one.pk)
    return fresh


def _audit(action: Action, verb: str, one: AnswerPass, *, by: User | None) -> None:
    record(
        action,
        verb,
        by=by,
        subjects=[one],
        children=one.stage.children_concerned(),
        detail={"stage": one.stage_id, "guest": one.stage.recipient.person.name},
    )
