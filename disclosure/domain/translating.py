"""Free text in the reader's language, beside the words as they were said."""

from __future__ import annotations

from copy import deepcopy

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.building import fingerprint, new_version
from disclosure.domain.handing_over import NOT_TO_GIVE
from disclosure.domain.steps import allow, audited, lock
from disclosure.enums import CHANGEABLE, LEFT, Language, PackState
from disclosure.models import Pack, Passage, PassageTranslation
from disclosure.rules import may_give, may_prepare
from disclosure.text import clean, is_too_long
from people.domain.permission import require

NOT_TO_TRANSLATE = "Only the chair, business support or a duty officer may keep a translation."


@transaction.atomic
def translate_passage(
    passage: Passage, *, language: Language, text: str, translator: str, by: User
) -> PassageTranslation:
    """Keep a translation of the passage as it is now, and print it beside the words.

    Packs in preparation in that language take it up at once; of one that has left, a new version
    is prepared.
    """
    children = passage.children_concerned()
    require(
        may_prepare(by, passage.record),
        "disclosure.translate_passage",
        by=by,
        subjects=[passage],
        children=children,
        message=NOT_TO_TRANSLATE,
    )
    if language == Language.ENGLISH or not clean(text).strip() or not translator.strip():
        raise DomainError("Give the language, the words and who translated them.", field="text")
    if is_too_long(text):
        raise DomainError("This text is too long: the limit is 200 KB.", field="text")
    translation = PassageTranslation.objects.create(
        passage=passage,
        version=passage.version,
        language=language,
        text=clean(text),
        translator=translator.strip()[:200],
        entered_by=by,
    )
    for pack in _packs_without_it(translation):
        _take_up(pack, translation, by)
    write_audit(
        Action.CREATED,
        "disclosure.translate_passage",
        by=by,
        subjects=[passage],
        children=children,
    )
    return translation


def _packs_without_it(translation: PassageTranslation) -> list[Pack]:
    """Packs that hold this very version of the passage in this language, newest of their kind."""
    item = {"passage": str(translation.passage.uuid), "version": translation.version}
    packs = Pack.objects.filter(
        language=translation.language,
        state__in=CHANGEABLE | LEFT,
        replaced_by__isnull=True,
        content__contains={"sections": [{"items": [item]}]},
    )
    return list(packs.select_related("recipient__person", "record").select_for_update(of=("self",)))


def _take_up(pack: Pack, translation: PassageTranslation, by: User) -> None:
    content = deepcopy(pack.content)
    for section in content["sections"]:
        for item in section["items"]:
            if item["passage"] == str(translation.passage.uuid):
                item["translation"] = translation.text
    if pack.state in LEFT:
        pack = new_version(pack, by=by)
    pack.content, pack.state = content, PackState.DRAFT
    pack.fingerprint = fingerprint(content, pack.recipient)
    pack.awaiting_since = pack.cleared_at = None
    pack.save()


@transaction.atomic
def read_through_by_interpreter(pack: Pack, *, interpreter: str, by: User) -> Pack:
    """An interpreter has read the pack through with its recipient."""
    locked = lock(pack)
    verb = "disclosure.read_through_by_interpreter"
    allow(may_give(by, locked), verb=verb, pack=locked, by=by, message=NOT_TO_GIVE)
    if not interpreter.strip():
        raise DomainError("Give the interpreter's name.", field="interpreter")
    locked.interpreter = interpreter.strip()[:200]
    locked.interpreter_read_at = timezone.now()
    locked.save(update_fields=["interpreter", "interpreter_read_at"])
    audited(Action.CHANGED, verb, locked, by=by)
    return locked
