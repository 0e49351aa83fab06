"""Every address of the site, room by room."""

from django.urls import include, path

from config.health import healthz, readyz

handler500 = "config.full_disk.or_server_error"

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("accounts/", include("accounts.urls")),
    path("components/", include("govuk.urls")),
    path("bookings/", include("bookings.urls")),
    path("conferences/", include("conferences.urls")),
    path("answer/", include("escalations.guest_urls")),
    path("midpoints/", include("midpoints.urls")),
    path("figures/", include("reporting.urls")),
    path("escalations/", include("escalations.urls")),
    path("plans/", include("plans.urls")),
    path("clocks/", include("timescales.urls")),
    path("packs/", include("disclosure.urls")),
    path("feedback/", include("feedback.urls")),
    path("f/", include("feedback.public_urls")),
    path("g/", include("disclosure.guest_urls")),
    path("messages/", include("notifications.urls")),
    path("api/v1/", include("api.v1.urls")),
    path("service-accounts/", include("api.urls")),
    path("", include("people.urls")),
    path("", include("desk.urls")),
]
