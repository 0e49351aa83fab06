"""Pages about service accounts."""

from django.urls import path

from api.views import accounts

app_name = "api_accounts"
urlpatterns = [
    path("", accounts.listed, name="list"),
    path("add/", accounts.add, name="add"),
    path("<int:pk>/", accounts.one, name="one"),
    path("<int:pk>/change/", accounts.change, name="change"),
    path("<int:pk>/token/", accounts.issue, name="issue"),
    path("<int:pk>/token/<int:token>/revoke/", accounts.revoke, name="revoke"),
]
