"""How allauth is bent to a service whose people are added by an administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """People of the authority's own directory may sign in only if they were added here first."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
