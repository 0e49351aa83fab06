"""One's own account, and the parts of allauth that this service uses."""

from django.urls import include, path, re_path

from accounts.views import closed, home, idle_lock

own = [
    path("", home.home, name="home"),
    path("lock/", idle_lock.lock, name="lock"),
    path("unlock/", idle_lock.unlock, name="unlock"),
    path("unlock/directory/", idle_lock.unlock_by_directory, name="unlock_by_directory"),
    path("session/", idle_lock.session, name="session"),
    path("here/", idle_lock.here, name="here"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    # An administrator looks after addresses: a changed one would be a way into an account.
    path("email/", closed.closed),
    re_path("^confirm-email/", closed.closed),
    path("login/code/confirm/", closed.closed),
    re_path("^3rdparty/(signup/)?$", closed.closed),
    path("", include("allauth.urls")),
]
