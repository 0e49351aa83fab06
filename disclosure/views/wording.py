"""The bundled translations, and who has signed them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import NotAllowed
from accounts.views.request import SignedInRequest
from disclosure.domain.wording_review import is_draft, sign_wording
from disclosure.enums import Language
from disclosure.forms.wording import SignWordingForm
from disclosure.models import WordingReview
from disclosure.rendering.page import direction
from disclosure.rules import may_sign_wording
from disclosure.wording import TRANSLATIONS, digest, words
from people.domain.reading import NotFound
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET"])
def wordings(request: SignedInRequest) -> HttpResponse:
    _require_signer(request)
    rows = [(language, is_draft(language), _review(language)) for language in TRANSLATIONS]
    return render(request, "disclosure/wordings.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def wording(request: SignedInRequest, language: str) -> HttpResponse:
    """Every sentence beside its English, and the signature."""
    _require_signer(request)
    if language not in TRANSLATIONS:
        raise NotFound("There is no such translation")
    form = SignWordingForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: sign_wording(language=language, by=request.user, **form.cleaned_data)
    ):
        return redirect("packs:wordings")
    theirs = words(language)
    context = {
        "form": form,
        "language": Language(language),
        "direction": direction(language),
        "review": _review(language),
        "rows": [(english, theirs[key]) for key, english in words("en").items()],
    }
    return render(request, "disclosure/wording.html", context)


def _review(language: str) -> WordingReview | None:
    return WordingReview.objects.filter(language=language, digest=digest(language)).first()


def _require_signer(request: SignedInRequest) -> None:
    if not may_sign_wording(request.user):
        raise NotAllowed("This page is for heads of service and data officers.")
