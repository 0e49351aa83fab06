"""What a device shows when it is reloaded without a network: an empty shell, never case content."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It keeps the shell and its style and script, and nothing else."""
    return render(request, "conferences/live/worker.js", content_type="text/javascript")


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The same bytes for everybody: no name, no family, no number."""
    return render(request, "conferences/live/shell.html")
