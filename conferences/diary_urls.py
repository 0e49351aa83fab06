"""Addresses of the diary."""

from django.urls import path

from conferences.views import diary, diary_absences, diary_mending, diary_people

diary_patterns = [
    path("diary/", diary.diary, name="diary"),
    path("diary/mend/", diary_mending.mend, name="mend_diary"),
    path("diary/absences/", diary_absences.absences, name="absences"),
    path("diary/absences/new/", diary_absences.record, name="record_absence"),
    path("diary/absences/<int:pk>/", diary_absences.absence, name="absence"),
    path("diary/absences/<int:pk>/end/", diary_absences.end, name="end_absence"),
    path("diary/absences/<int:pk>/withdraw/", diary_absences.withdraw, name="withdraw_absence"),
    path("<int:pk>/chair/", diary_people.change_chair, name="change_chair"),
    path("<int:pk>/minute-taker/", diary_people.change_minute_taker, name="change_minute_taker"),
]
