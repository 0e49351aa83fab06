"""Sign off a bundled translation; until then it is a draft and production will not release it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.enums import CHANGEABLE, Language, PackState
from disclosure.models import Pack, WordingReview
from disclosure.wording import TRANSLATIONS, digest


def is_draft(language: str) -> bool:
    """English is ours. A translation is a draft until its present words are signed."""
    if language not in TRANSLATIONS:
        return False
    return not WordingReview.objects.filter(language=language, digest=digest(language)).exists()


def may_print_in(language: str) -> bool:
    """Whether paper in this language may be given out: signed, or drafts are allowed."""
    return not is_draft(language) or bool(settings.DISCLOSURE_ALLOW_DRAFT_WORDING)


def check_printable(language: str) -> None:
    """Raises `WrongState` where drafts may not be given out (production)."""
    if not may_print_in(language):
        label = Language(language).label
        raise WrongState(
            f"The {label} wording is a draft: nobody has signed it. Give the English pack with an "
            "interpreter, or ask the reviewer to sign the wording."
        )


@transaction.atomic
def sign_wording(*, language: str, reviewer: str, qualification: str, by: User) -> WordingReview:
    """Record that a named person read the translation and says it is right.

    Packs in preparation in that language lose the draft mark and are rendered again.
    """
    if language not in TRANSLATIONS:
        raise DomainError("Only the translations need a signature.")
    if not reviewer.strip() or not qualification.strip():
        raise DomainError("Give the reviewer's name and what qualifies them.", field="reviewer")
    review, _ = WordingReview.objects.get_or_create(
        language=language,
        digest=digest(language),
        defaults={"reviewer": reviewer, "qualification": qualification, "signed_by": by},
    )
    write_audit(Action.DECIDED, "disclosure.sign_wording", by=by, subjects=[review])
    _drop_draft_marks(language)
    return review


def _drop_draft_marks(language: str) -> None:
    from disclosure.domain.building import fingerprint

    packs = Pack.objects.filter(language=language, state__in=CHANGEABLE)
    for pack in packs.exclude(upload__isnull=False).select_related("recipient__person"):
        pack.content = {**pack.content, "draft_wording": False}
        pack.fingerprint = fingerprint(pack.content, pack.recipient)
        pack.state = PackState.DRAFT
        pack.save(update_fields=["content", "fingerprint", "state"])
