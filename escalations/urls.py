"""Addresses of concerns, Resolution Forms and complaints."""

from django.urls import path

from escalations.complaint_urls import complaint_patterns
from escalations.views import concerns, forms, lists, reasons

app_name = "escalations"

urlpatterns = [
    path("", lists.due, name="due"),
    path("forms/", lists.forms, name="forms"),
    path("concerns/", lists.concerns, name="concerns"),
    path("praise/", lists.good_work, name="good_work"),
    path("counts/", lists.counts, name="counts"),
    path("reasons/", reasons.index, name="reasons"),
    path("reasons/add/", reasons.add, name="add_reason"),
    path("reasons/<slug:code>/end/", reasons.end, name="end_reason"),
    path("concerns/new/", concerns.choose_family, name="choose_family"),
    path("families/<int:family_pk>/concern/", concerns.raise_one, name="raise_concern"),
    path("families/<int:family_pk>/praise/", concerns.give_praise, name="give_praise"),
    path("concerns/<int:pk>/", concerns.show, name="concern"),
    path("concerns/<int:pk>/resolve/", concerns.resolve, name="resolve_concern"),
    path("concerns/<int:pk>/promote/", forms.promote, name="promote_concern"),
    path("families/<int:family_pk>/form/", forms.raise_one, name="raise_form"),
    path("forms/<int:pk>/", forms.show, name="form"),
    path("forms/<int:pk>/answer/", forms.answer, name="answer_form"),
    path("forms/<int:pk>/step-up/", forms.step_up, name="step_up"),
    path("forms/<int:pk>/resolve/", forms.resolve, name="resolve_form"),
    path("forms/<int:pk>/withdraw/", forms.withdraw, name="withdraw_form"),
    path("forms/<int:pk>/note/", forms.note, name="add_note"),
    path("forms/<int:pk>/danger/", forms.danger, name="tell_of_danger"),
    path("forms/<int:pk>/send-again/", forms.send_again, name="send_again"),
    path("praise/<int:pk>/", concerns.praise, name="praise"),
    *complaint_patterns,
]
