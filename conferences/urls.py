"""Addresses of conferences: from the request to the record."""

from conferences.closing_urls import urlpatterns as closing_patterns
from conferences.live_urls import live_patterns

app_name = "conferences"
urlpatterns = [*live_patterns, *closing_patterns]
