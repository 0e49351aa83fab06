"""What a guest may open, under /g/."""

from django.urls import path

from disclosure.views import guest

app_name = "guest"

urlpatterns = [
    path("<str:token>/", guest.open_link, name="open"),
    path("<str:token>/code/", guest.send_code, name="send_code"),
]
