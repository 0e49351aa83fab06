"""Print the paper form; key in what came back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from disclosure.enums import Language, Layout
from feedback import rules
from feedback.domain.answering import Taken
from feedback.domain.keying_in import key_in
from feedback.enums import Audience
from feedback.forms.paper import PaperForm
from feedback.paper_form import draw
from feedback.presenters.lists import tabs
from feedback.presenters.public import language_to_speak
from feedback.views.lists import only_if
from people.forms.saving import saved
from timescales.domain import today_in_london

SAID = {
    Taken.FIRST: "Kept. What they wrote is read by somebody named for it.",
    Taken.AGAIN: "We have an answer with this code already. Anything new they wrote is kept too.",
    Taken.SAME: "This form is kept already. It counts once.",
}


@login_required
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    user = only_if(rules.may_key_in, request, "feedback.paper")
    languages = [one for one in Language if language_to_speak(one) == one]
    context = {
        "tabs": tabs(user),
        "audiences": Audience.choices,
        "forms": [
            (one.label, one.value, languages if one != Audience.PROFESSIONAL else languages[:1])
            for one in Audience
        ],
    }
    return render(request, "feedback/paper.html", context)


@login_required
@require_safe
def paper_pdf(request: HttpRequest, audience: str, language: str, layout: str) -> HttpResponse:
    only_if(rules.may_key_in, request, "feedback.paper")
    if audience not in Audience.values or layout not in (Layout.STANDARD, Layout.EASY_READ):
        raise Http404("There is no such form.")
    if language_to_speak(language, Audience(audience)) != language:
        raise Http404("There is no such form.")
    pdf = draw(Audience(audience), language=language, layout=layout)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="feedback.pdf"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def key(request: HttpRequest, audience: str) -> HttpResponse:
    user = only_if(rules.may_key_in, request, "feedback.key_in")
    if audience not in Audience.values:
        raise Http404("There is no such form.")
    whose = Audience(audience)
    form = PaperForm(request.POST or None, audience=whose, today=today_in_london())
    if request.method == "POST" and form.is_valid():
        taken = saved(
            form,
            lambda: key_in(
                given=form.given(),
                audience=whose,
                code=form.cleaned_data["code"],
                came_on=form.cleaned_data["came_on"],
                by=user,
                key=form.cleaned_data["key"],
            ),
        )
        if taken:
            messages.success(request, SAID[taken])
            return redirect("feedback:paper")
    context = {"form": form, "audience": whose.label.lower(), "tabs": tabs(user)}
    return render(request, "feedback/key.html", context)
