"""The team manager's agreement to a request: to these words, not to whatever they become.

When a request is changed afterwards in something that matters, the agreement lapses and is asked
for again. Who agreed to which version stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from accounts.models import User
from conferences import notices
from conferences.domain import request_steps as steps
from conferences.domain.transfer import transfer_of
from conferences.models import ConferenceRequest, RequestAgreement, RequestedChild

Said = list[tuple[str, str]]


def keep_agreement(
    *, request: ConferenceRequest, name: str, user: User | None, at: datetime, by: User
) -> RequestAgreement:
    """Part of agreeing, which permits and audits it. Agreed again to the same words is once."""
    said = material(request)
    standing = standing_agreement(request)
    if standing is not None and _kept(standing) == said and standing.name == name:
        return standing
    if standing is not None:
        _lapse(standing, "Agreed again")
    last = request.agreements.first()
    made: RequestAgreement = RequestAgreement.objects.create(
        request=request,
        version=last.version + 1 if last else 1,
        name=name,
        user=user,
        agreed_at=at,
        said=said,
        recorded_by=by,
    )
    return made


def standing_agreement(request: ConferenceRequest) -> RequestAgreement | None:
    found: RequestAgreement | None = request.agreements.filter(lapsed_at__isnull=True).first()
    return found


def let_lapse_if_changed(request: ConferenceRequest) -> bool:
    """Whether the agreement lapsed: something that matters is not what was agreed to any more.

    The caller saves the request.
    """
    standing = standing_agreement(request) if request.agreed_at else None
    if standing is None:
        return False
    changed = _changed(_kept(standing), material(request))
    if not changed:
        return False
    _lapse(standing, ", ".join(changed))
    request.agreed_by, request.agreed_by_name, request.agreed_at = None, "", None
    if steps.AGREEMENT in request.steps_done:
        request.steps_done.remove(steps.AGREEMENT)
    notices.agreement_asked_again(request, version=standing.version)
    return True


def _lapse(agreement: RequestAgreement, because: str) -> None:
    agreement.lapsed_at, agreement.lapsed_because = timezone.now(), because[:300]
    agreement.save()


def _kept(agreement: RequestAgreement) -> Said:
    return [(heading, words) for heading, words in agreement.said]


def _changed(before: Said, now: Said) -> list[str]:
    """The headings under which the words differ."""
    then, today = dict(before), dict(now)
    headings = dict.fromkeys([*then, *today])
    return [heading for heading in headings if then.get(heading) != today.get(heading)]


def material(request: ConferenceRequest) -> Said:
    """What a team manager agrees to: who it is about, why, and what keeps them safe. Who is
    invited, access and advocacy may still change."""
    return [(heading, words) for heading, words in _material(request) if words]


def _material(request: ConferenceRequest) -> Iterator[tuple[str, str]]:
    yield "Section 47 enquiry", request.get_section_47_outcome_display()
    yield "Conference decided on", _day(request.decided_on)
    yield "Why the review is early", request.get_early_reason_display()
    yield "Needed by", _day(request.wanted_by)
    transfer = transfer_of(request)
    if transfer is not None:
        yield "The other authority", transfer.authority
        yield "Moved here on", _day(transfer.moved_on)
        yield "Written notification on", _day(transfer.notified_on)
        yield "Referral received on", _day(transfer.referred_on)
        yield "Referral accepted on", _day(transfer.accepted_on)
    rows = request.children.select_related("child__person", "initiating_discussion")
    yield "Children", "\n".join(_child(row) for row in rows)
    out = request.left_out.select_related("child__person")
    yield "Not about", "\n".join(f"{row.child}: {row.reason}" for row in out)
    yield "Why a conference is needed", request.reason
    yield "Interim safety plan", request.interim_safety_plan
    yield "Exclusion asked for", request.exclusion_asked


def _child(row: RequestedChild) -> str:
    if row.initiating_discussion is not None:
        return f"{row.child}, strategy discussion {_day(row.initiating_discussion.held_on)}"
    if row.their_category:
        since = _day(row.their_plan_started_on)
        return f"{row.child}, {row.get_their_category_display()} since {since}"
    return str(row.child)


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""
