"""Addresses of plans, core groups and visits."""

from django.urls import path

from plans.views import (
    copies,
    core_groups,
    importing,
    items,
    life,
    long_plans,
    members,
    plan,
    visits,
)

app_name = "plans"
urlpatterns = [
    path("families/<int:pk>/", plan.show, name="plan"),
    path("families/<int:pk>/changes/", plan.changes, name="changes"),
    path("families/<int:pk>/print/", plan.printed, name="print"),
    path("families/<int:pk>/copies/", copies.copies, name="copies"),
    path("families/<int:pk>/add/", items.add, name="add_item"),
    path("items/<int:pk>/", items.change, name="change_item"),
    path("items/<int:pk>/status/", items.update, name="update_item"),
    path("families/<int:pk>/core-group/", members.members, name="members"),
    path("core-group/members/<int:pk>/end/", members.end, name="end_member"),
    path("families/<int:pk>/core-groups/plan/", core_groups.plan, name="plan_core_group"),
    path("families/<int:pk>/core-groups/record/", core_groups.record, name="record_core_group"),
    path("families/<int:pk>/core-groups/missed/", core_groups.missed, name="record_missed"),
    path("core-groups/<int:pk>/", core_groups.show, name="core_group"),
    path("core-groups/<int:pk>/record/", core_groups.record_planned, name="record_planned"),
    path("core-groups/<int:pk>/move/", core_groups.move, name="move_core_group"),
    path("core-groups/<int:pk>/not-held/", core_groups.not_held, name="not_held"),
    path("core-groups/<int:pk>/take-back/", core_groups.take_back, name="take_back_core_group"),
    path("families/<int:pk>/visits/record/", visits.record, name="record_visit"),
    path("visits/import/", importing.visits, name="import_visits"),
    path("visits/import/template.csv", importing.template, name="visits_template"),
    path("visits/<int:pk>/take-back/", visits.take_back, name="take_back_visit"),
    path("<int:pk>/visits/", visits.frequency, name="frequency"),
    path("<int:pk>/panel/", long_plans.panel, name="long_plan"),
    path("<int:pk>/peer/", long_plans.peer, name="repeat_plan"),
    path("children/<int:pk>/earlier/", life.earlier, name="earlier"),
    path("local-practice/", life.practice, name="local_practice"),
]
