"""One pack: what is in it, what is left out and why, what the checks found, the very pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.errors import NotAllowed
from accounts.views.request import SignedInRequest
from disclosure.domain.checking import run_checks
from disclosure.domain.clearing import open_for_clearing
from disclosure.domain.handing_over import address_to_check
from disclosure.domain.rendering import bytes_of
from disclosure.domain.steps import allow
from disclosure.enums import CHANGEABLE, LEFT, PackState
from disclosure.forms.packs import FindingForm, HandOverForm, InterpreterForm, ReasonForm
from disclosure.models import Finding, Pack, Passage
from disclosure.presenters.packs import (
    STATE_COLOURS,
    left_out,
    pages_with_hits,
    steps_of,
    waited,
)
from disclosure.rendering.reading import page_image, pages_of
from disclosure.rules import (
    is_chair,
    may_clear,
    may_give,
    may_prepare_pack,
    may_print,
    may_read_bytes,
    may_read_through,
    may_recall,
    may_release,
    may_release_without_clearance,
    reasons_for_second_person,
)
from disclosure.views.guarded import open_pack
from disclosure.views.private_files import png_picture
from notifications.channels import is_set_up
from notifications.enums import Channel

NOT_YOURS = "You do not have permission to read this pack."


@login_required
@require_safe
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Opening this page as a second person, or as the chair, is opening the bytes."""
    return show(request, open_pack(request, pk, "disclosure.preview"))


def show(request: SignedInRequest, pack: Pack, **forms: Any) -> HttpResponse:
    """The page of a pack, with a form that a step objected to in place of an empty one."""
    allow(
        may_read_bytes(request.user, pack),
        verb="disclosure.preview",
        pack=pack,
        by=request.user,
        message=NOT_YOURS,
    )
    if pack.state in CHANGEABLE and not pack.is_checked:
        run_checks(pack.pk)
        pack.refresh_from_db()
    pdf = _open(request, pack)
    findings = list(Finding.objects.filter(pack=pack, sha256=pack.sha256))
    context = {
        "pack": pack,
        "colour": STATE_COLOURS[PackState(pack.state)],
        "waited": waited(pack),
        "pages": pages_with_hits(pages_of(pdf), findings),
        "left_out": left_out(pack, _readable(request, pack)),
        "findings": [(row, _finding_form(row, forms)) for row in findings],
        "standing": [row for row in findings if row.cleared_at is None],
        "reasons": reasons_for_second_person(pack) if pack.state in CHANGEABLE else [],
        "is_changeable": pack.state in CHANGEABLE,
        "steps": steps_of(pack, findings),
        **_may(request, pack),
        **_forms(request, pack, forms),
    }
    return render(request, "disclosure/pack.html", context)


def _open(request: SignedInRequest, pack: Pack) -> bytes:
    opens = pack.is_checked and pack.state not in {PackState.RECALLED, PackState.VOID}
    if opens and may_read_through(request.user, pack):
        return open_for_clearing(pack, by=request.user)[1]
    return bytes_of(pack)


def _readable(request: SignedInRequest, pack: Pack) -> list[Passage]:
    wanted = [row["what"] for row in pack.left_out if len(row["what"]) == 36]
    rows = Passage.objects.visible_to(request.user).unsealed().filter(uuid__in=wanted)
    return list(rows)


def _finding_form(finding: Finding, forms: dict[str, Any]) -> FindingForm | None:
    if finding.cleared_at or not finding.can_be_cleared:
        return None
    given: FindingForm | None = forms.get(f"finding_{finding.pk}")
    return given or FindingForm(finding)


def _may(request: SignedInRequest, pack: Pack) -> dict[str, bool]:
    """Which steps this person may take on it now."""
    user, state = request.user, PackState(pack.state)
    waiting = state == PackState.AWAITING_CLEARANCE
    return {
        "may_clear": pack.is_queued and may_clear(user, pack),
        "may_release": _may_release(request, pack),
        "may_override": waiting and may_release_without_clearance(user, pack),
        "may_submit": may_prepare_pack(user, pack),
        "may_text": is_set_up(Channel.SMS),
        "may_hand_over": state in LEFT and may_give(user, pack),
        "may_print": state in LEFT and may_print(user, pack),
        "may_recall": state in LEFT and may_recall(user, pack),
        "may_translate": may_prepare_pack(user, pack),
    }


def _may_release(request: SignedInRequest, pack: Pack) -> bool:
    if not may_release(request.user, pack):
        return False
    alone = pack.state == PackState.DRAFT and not reasons_for_second_person(pack)
    return pack.state == PackState.CLEARED or (alone and is_chair(request.user, pack))


def _forms(request: SignedInRequest, pack: Pack, given: dict[str, Any]) -> dict[str, Any]:
    return {
        "send_back_form": given.get("send_back_form") or ReasonForm(label="What must change"),
        "override_form": given.get("override_form")
        or ReasonForm(label="Why it cannot wait", hint="This shows in the log"),
        "recall_form": given.get("recall_form") or ReasonForm(label="Why it is recalled"),
        "hand_over_form": given.get("hand_over_form")
        or HandOverForm(address=address_to_check(pack, by=request.user)),
        "interpreter_form": given.get("interpreter_form") or InterpreterForm(),
        "form": next(iter(given.values()), None),
    }


@login_required
@require_safe
def page_picture(request: SignedInRequest, pk: int, page: int) -> HttpResponse:
    """One page of the very bytes, as a picture that any telephone can show."""
    pack = open_pack(request, pk, "disclosure.page_picture")
    if not may_read_bytes(request.user, pack):
        raise NotAllowed(NOT_YOURS)
    if not pack.sha256 or not 1 <= page <= pack.pages:
        raise Http404("There is no such page")
    return png_picture(page_image(bytes_of(pack), page))
