"""Addresses of midpoint checks and dip samples."""

from django.urls import path

from midpoints.views import checks, dips, lists, raising

app_name = "midpoints"

urlpatterns = [
    path("", lists.due, name="due"),
    path("checks/", lists.checks, name="checks"),
    path("counts/", lists.counts, name="counts"),
    path("conferences/<int:conference_pk>/", checks.do, name="do"),
    path("conferences/<int:conference_pk>/not-done/", checks.not_done, name="not_done"),
    path("checks/<int:pk>/", checks.show, name="check"),
    path("checks/<int:pk>/concern/", raising.concern, name="raise_concern"),
    path("checks/<int:pk>/form/", raising.form, name="raise_form"),
    path("checks/<int:pk>/early-review/", raising.early_review, name="early_review"),
    path("samples/", dips.index, name="dips"),
    path("samples/draw/", dips.draw, name="draw"),
    path("samples/<int:pk>/", dips.sample, name="sample"),
    path("samples/<int:pk>/close/", dips.close, name="close_sample"),
    path("samples/cases/<int:pk>/", dips.case, name="dip_case"),
    path("samples/cases/<int:pk>/grade/", dips.grade, name="grade"),
    path("samples/headings/add/", dips.add_heading, name="add_heading"),
    path("samples/headings/<slug:code>/end/", dips.end_heading, name="end_heading"),
]
