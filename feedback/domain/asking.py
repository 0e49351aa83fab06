"""Ask for feedback in a pack: one slip for each person on the sheet, printed at its end."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from disclosure.document import Fact, Link, Section, Word
from disclosure.models import Recipient, Record
from feedback.domain.codes import code_of, hash_of
from feedback.enums import AUDIENCE_OF
from feedback.models import LocalPractice, Slip
from people.models import Bereavement, Family
from timescales.domain import today_in_london

WITHDRAWN = "There has been a loss in the family"


@transaction.atomic
def feedback_section(words: Record, *, by: User) -> tuple[Section, ...]:
    """What is printed at the end of each plan, with a slip made for everybody on the sheet.

    Nothing while there has been a loss and nobody has agreed how to be in touch, and nothing in
    the packs of a conference whose requests were withdrawn.
    """
    withdrawn = Slip.objects.filter(recipient__record=words, withdrawn_at__isnull=False)
    loss = Bereavement.objects.holding().filter(family=words.family_id)
    if loss.exists() or withdrawn.exists():
        return ()
    _make_slips(words, by=by)
    return (
        Section(
            Word("section.feedback"),
            wording=(
                Word("feedback.ask"),
                Word("feedback.scan"),
                Word("feedback.not_watched"),
                Word("feedback.danger"),
                Word("feedback.danger_day", name=settings.DANGER_TELEPHONE_DAY),
                Word("feedback.danger_night", name=settings.DANGER_TELEPHONE_NIGHT),
            ),
            facts=(Fact(Word("feedback.tell_us"), Link("feedback"), "feedback.Slip.seed"),),
        ),
    )


def _make_slips(words: Record, *, by: User) -> None:
    """One for each person, made once: every version of their pack bears the same code. A full plan
    is drawn anew for months, and its code works for as long after each version."""
    wanting = Recipient.objects.on_the_sheet().filter(record=words, feedback_slip=None)
    today = today_in_london()
    until = today + dt.timedelta(days=LocalPractice.current().code_works_days)
    Slip.objects.filter(recipient__record=words, expires_on__lt=until).update(expires_on=until)
    slips = [_new_slip(recipient, today, until) for recipient in wanting]
    if slips:
        # Two workers that make a pack ready at once make one slip.
        Slip.objects.bulk_create(slips, ignore_conflicts=True)
        made = Slip.objects.filter(recipient__in=[slip.recipient_id for slip in slips])
        children = words.children_concerned()
        record(Action.CREATED, "feedback.ask", by=by, subjects=made, children=children)


def _new_slip(recipient: Recipient, today: dt.date, expires_on: dt.date) -> Slip:
    seed, audience = uuid.uuid4(), AUDIENCE_OF[recipient.capacity]
    return Slip(
        recipient=recipient,
        audience=audience,
        seed=seed,
        code_hash=hash_of(code_of(audience, seed)),
        made_on=today,
        expires_on=expires_on,
    )


def withdraw_slips(*, family: Family, by: User) -> int:
    """No code of this family works any more. Part of recording a loss, which permits it."""
    rows = Slip.objects.filter(recipient__record__family=family, withdrawn_at=None)
    slips = list(rows.select_for_update().order_by("pk"))
    if slips:
        rows.update(withdrawn_at=timezone.now(), withdrawn_reason=WITHDRAWN)
        children = {child for slip in slips for child in slip.children_concerned()}
        record(Action.CHANGED, "feedback.withdraw", by=by, subjects=slips, children=children)
    return len(slips)
