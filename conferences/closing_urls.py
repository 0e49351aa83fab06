"""Addresses of the end of a conference and of what comes after."""

from django.urls import path

from conferences.views import closing, correcting, late_dissent, packs, record

urlpatterns = [
    path("<int:conference_id>/close/", closing.close, name="close"),
    path("<int:conference_id>/closed/", correcting.closed, name="closed"),
    path("<int:conference_id>/reopen/", correcting.reopen, name="reopen"),
    path("<int:conference_id>/sign-off/", correcting.sign_off, name="sign_off"),
    path("<int:conference_id>/packs/", packs.packs, name="packs"),
    path("<int:conference_id>/record/", record.record, name="record"),
    path("record/<uuid:uuid>/correct/", record.addendum, name="addendum"),
    path("children/<int:child_id>/dissent/", late_dissent.dissent, name="late_dissent"),
    path("dissents/<int:pk>/", late_dissent.review, name="review_dissent"),
    path("children/<int:child_id>/correct/", correcting.correct, name="correct"),
    path("corrections/<int:correction_id>/answer/", correcting.answer, name="answer_correction"),
]
