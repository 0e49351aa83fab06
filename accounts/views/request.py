"""A request by somebody who has signed in."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """For type checkers: behind `login_required` somebody is signed in."""

    user: User
