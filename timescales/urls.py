"""Addresses of the clocks."""

from __future__ import annotations

from django.urls import path

from timescales.views import calendar, rules, settings, why

app_name = "timescales"

urlpatterns = [
    path("", rules.rules, name="rules"),
    path("why/<int:pk>/", why.why_this_date, name="why"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/add/", calendar.add_day, name="add_day"),
    path("calendar/add/check/", calendar.check_day, name="check_day"),
    path("calendar/<int:pk>/put-back/", calendar.withdraw_day, name="withdraw_day"),
    path("values/", settings.settings_page, name="settings"),
    path("values/<slug:rule>/<slug:part>/", settings.edit_setting, name="edit_setting"),
]
