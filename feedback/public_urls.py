"""Short addresses, printed in packs. `say` is where a family says how it was."""

from django.urls import path

from feedback.views import public

app_name = "say"

urlpatterns = [
    path("", public.enter, name="enter"),
    path("<str:language>/", public.enter, name="enter_in"),
    path("<str:language>/thank-you/", public.thanks, name="thanks"),
    path("<str:language>/had-it/", public.had_it, name="had_it"),
    path("<str:language>/<str:code>/", public.form, name="form"),
    path("<str:language>/<str:code>/easy/", public.form, {"easy": True}, name="easy"),
]
