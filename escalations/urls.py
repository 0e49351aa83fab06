"""Addresses of concerns, Resolution Forms and complaints."""

from django.urls import path

from escalations.views import concerns

app_name = "escalations"

urlpatterns = [
    path("concerns/new/", concerns.choose_family, name="choose_family"),
    path("families/<int:family_pk>/concern/", concerns.raise_one, name="raise_concern"),
    path("families/<int:family_pk>/praise/", concerns.give_praise, name="give_praise"),
    path("concerns/<int:pk>/", concerns.show, name="concern"),
    path("concerns/<int:pk>/resolve/", concerns.resolve, name="resolve_concern"),
    path("praise/<int:pk>/", concerns.praise, name="praise"),
]
