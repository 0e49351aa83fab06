"""The browsable page of the API: every operation, with examples, on our own page.

Swagger UI and Redoc style their pages inline, which our content policy forbids, and neither passes
our accessibility checks.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from api.presenters.operations import areas
from api.v1.document import openapi
from api.v1.problems import KINDS


@login_required
@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    context = {"areas": areas(openapi()), "kinds": KINDS.values()}
    return render(request, "api/browse.html", context)
