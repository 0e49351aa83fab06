"""What somebody asked for an answer may open without a sign-in, under /answer/."""

from django.urls import path

from escalations.views import guest

app_name = "answers"

urlpatterns = [
    path("<str:token>/", guest.open_link, name="open"),
    path("<str:token>/code/", guest.send_code, name="send_code"),
]
