"""One's own account. Signing in itself is allauth's, under the same address."""

from django.urls import path

from accounts.views import home, idle_lock

app_name = "accounts"
urlpatterns = [
    path("", home.home, name="home"),
    path("lock/", idle_lock.lock, name="lock"),
    path("unlock/", idle_lock.unlock, name="unlock"),
    path("session/", idle_lock.session, name="session"),
    path("here/", idle_lock.here, name="here"),
]
