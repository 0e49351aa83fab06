"""Addresses of the desk."""

from django.urls import path

from desk.views import (
    babies,
    bereavement,
    home,
    on_a_plan,
    radar,
    records,
    reminders,
    search,
    staff,
    staff_acts,
    training,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("needs/accept/", radar.accept, name="accept"),
    path("needs/accepted/", radar.accepted, name="accepted"),
    path("needs/accepted/<int:pk>/back/", radar.take_back, name="take_back_accepted"),
    path("needs/teams/", radar.teams, name="teams"),
    path("needs/teams/<int:pk>/", radar.team, name="team"),
    path("needs/areas/<int:pk>/", radar.area, name="area"),
    path("needs/reminders/", reminders.schedule, name="reminders"),
    path("search/", search.results, name="search"),
    path("children/<int:pk>/", records.child_page, name="child"),
    path("families/<int:pk>/", records.family_page, name="family"),
    path("staff/", staff.listed, name="staff"),
    path("staff/add/", staff.add, name="add_staff"),
    path("staff/<int:pk>/", staff.one, name="staff_one"),
    path("staff/<int:pk>/post/", staff.post, name="post_staff"),
    path("staff/<int:pk>/act/<slug:name>/", staff_acts.act, name="staff_act"),
    path("staff/<int:pk>/training/", training.training, name="staff_training"),
    path("staff/postings/<int:pk>/", staff.change, name="change_posting"),
    path("families/<int:pk>/loss/", bereavement.record, name="record_loss"),
    path("losses/<int:pk>/", bereavement.show, name="bereavement"),
    path("losses/<int:pk>/contact/", bereavement.contact, name="agree_contact"),
    path("losses/<int:pk>/look/", bereavement.look, name="look_over"),
    path("losses/<int:pk>/mistake/", bereavement.take_back, name="take_back_loss"),
    path("children/<int:pk>/more-babies/", babies.more, name="more_babies"),
    path("children/<int:pk>/fewer-babies/", babies.fewer, name="fewer_babies"),
    path("on-a-plan/", on_a_plan.ask, name="on_a_plan"),
    path("on-a-plan/list/", on_a_plan.paper, name="nightly_list"),
    path("on-a-plan/list/pdf/", on_a_plan.paper_pdf, name="nightly_list_pdf"),
]
