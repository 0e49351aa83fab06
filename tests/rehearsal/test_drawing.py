"""A second process draws what the first would have drawn, and never old words."""

from __future__ import annotations

from disclosure.domain.rendering import render
from disclosure.models import Pack
from rehearsal.drawing import drawing_beside
from tests.disclosure.conftest import Household, home
from tests.disclosure.scenes import mothers_pack
from tests.factories.disclosure import make_pack, make_passage, make_recipient

__all__ = ["home"]


def _undrawn(pack: Pack) -> Pack:
    Pack.objects.filter(pk=pack.pk).update(sha256="", rendered_fingerprint="")
    return Pack.objects.get(pk=pack.pk)


def test_the_bytes_are_the_same_and_words_that_changed_are_not_named(home: Household) -> None:
    same = mothers_pack(home, "A warm bed.")
    theirs = make_passage(home.record, "A full cupboard.", audience=[home.adas_father])
    changed = make_pack(make_recipient(home.record, home.adas_father), theirs, by=home.chair)
    with drawing_beside() as drawing:
        drawing.begin([_undrawn(same), _undrawn(changed)])
        Pack.objects.filter(pk=changed.pk).update(fingerprint="f" * 64)
        drawing.finish()
    beside, old = Pack.objects.get(pk=same.pk), Pack.objects.get(pk=changed.pk)
    assert (beside.is_rendered, beside.sha256, beside.pages) == (True, same.sha256, same.pages)
    assert (old.is_rendered, old.sha256) == (False, "")
    assert render(_undrawn(same).pk).sha256 == beside.sha256
