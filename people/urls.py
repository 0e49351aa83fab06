"""Addresses of people: families, children, relatives, homes, access."""

from django.urls import path

from people.views import access, child, contact, family, merging, messages, network, viewed

app_name = "people"
urlpatterns = [
    path("families/add/", family.add, name="add_family"),
    path("families/<int:pk>/change/", family.change, name="change_family"),
    path("families/<int:pk>/children/add/", child.add, name="add_child"),
    path("families/<int:pk>/unborn/add/", child.add_unborn_baby, name="add_unborn"),
    path("families/<int:pk>/relatives/add/", network.add, name="add_relative"),
    path("families/<int:pk>/addresses/add/", network.add_home, name="add_home"),
    path("families/<int:pk>/access/", access.access_page, name="access"),
    path("families/<int:pk>/access/restrict/", access.restrict, name="restrict"),
    path("families/<int:pk>/access/name/", access.name_person, name="name_person"),
    path("families/<int:pk>/access/<int:access_pk>/end/", access.end_named, name="end_named"),
    path("families/<int:pk>/conflict/", access.conflict, name="conflict"),
    path(
        "families/<int:pk>/conflict/<int:conflict_pk>/withdraw/",
        access.withdraw_conflict,
        name="withdraw_conflict",
    ),
    path("families/<int:pk>/roles/", access.roles, name="roles"),
    path("families/<int:pk>/emergency/", access.break_glass, name="break_glass"),
    path("children/<int:pk>/change/", child.change, name="change_child"),
    path("children/<int:pk>/viewed/", viewed.viewed, name="viewed"),
    path("children/<int:pk>/duplicates/", merging.candidates, name="merge_candidates"),
    path("relationships/<int:pk>/change/", network.change, name="change_relationship"),
    path("people/<int:pk>/change/", network.person, name="change_person"),
    path("people/<int:pk>/contact/", contact.contact, name="contact"),
    path("homes/<int:pk>/", network.home, name="home"),
    path("merges/", merging.merges, name="merges"),
    path("merges/<int:kept_pk>/<int:duplicate_pk>/", merging.compare, name="merge"),
    path("merges/<int:pk>/undo/", merging.undo, name="unmerge"),
    path("messages/", messages.listed, name="messages"),
    path("messages/<int:pk>/", messages.one, name="message"),
    path("messages/<int:pk>/again/", messages.again, name="send_message_again"),
    path("my-access/", viewed.mine, name="my_access"),
]
