"""Addresses of complaints about conferences."""

from django.urls import path

from escalations.views import complaints, lists

complaint_patterns = [
    path("complaints/", lists.complaints, name="complaints"),
    path("conferences/<int:conference_pk>/complaint/", complaints.receive, name="take_complaint"),
    path("complaints/<int:pk>/", complaints.show, name="complaint"),
    path("complaints/<int:pk>/answer/", complaints.answer, name="answer_complaint"),
    path("complaints/<int:pk>/pass-on/", complaints.pass_on, name="pass_on_complaint"),
    path("complaints/<int:pk>/panel/ask/", complaints.ask_for_panel, name="ask_for_panel"),
    path("complaints/<int:pk>/panel/", complaints.record_panel, name="record_panel"),
    path("complaints/<int:pk>/again/", complaints.reconvene, name="reconvene"),
    path("complaints/<int:pk>/close/", complaints.close, name="close_complaint"),
    path("complaints/<int:pk>/withdraw/", complaints.withdraw, name="withdraw_complaint"),
]
