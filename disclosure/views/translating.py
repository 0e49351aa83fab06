"""Translate the free text of a pack beside each item; the pack is then made again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from disclosure.domain.steps import allow
from disclosure.domain.translating import NOT_TO_TRANSLATE, translate_passage
from disclosure.enums import Language
from disclosure.forms.translating import TranslationForm
from disclosure.models import Pack, Passage
from disclosure.rules import may_prepare_pack, may_read_bytes
from disclosure.tasks import prepare_soon
from disclosure.views.guarded import pack_for
from disclosure.views.pack import NOT_YOURS
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def translate(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "disclosure.translate_passage"
    pack = pack_for(request, pk, verb, may_prepare_pack, NOT_TO_TRANSLATE)
    # The page shows the words: of a pack that held sealed ones, to the data officer alone.
    allow(
        may_read_bytes(request.user, pack),
        verb=verb,
        pack=pack,
        by=request.user,
        message=NOT_YOURS,
    )
    form = TranslationForm(pack, request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _save(request, pack, form)):
        prepare_soon(Pack.objects.visible_to(request.user).filter(record=pack.record_id))
        messages.success(request, "The translation is kept. The pack is made again.")
        return redirect("packs:record", pack.record_id)
    context = {"pack": pack, "form": form, "is_complete": len(form.fields) == 1}
    return render(request, "disclosure/translate.html", context)


@transaction.atomic
def _save(request: SignedInRequest, pack: Pack, form: TranslationForm) -> None:
    rows = Passage.objects.visible_to(request.user).live().select_related("record")
    words = form.translations()
    for passage in rows.filter(uuid__in=words):
        translate_passage(
            passage,
            language=Language(pack.language),
            text=words[str(passage.uuid)],
            translator=form.cleaned_data["translator"],
            by=request.user,
        )
