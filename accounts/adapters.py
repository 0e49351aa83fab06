"""How allauth is bent to a service whose people are added by an administrator."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from accounts.domain import idle_lock, sign_in
from accounts.errors import SecondStepUnreadable
from accounts.models import User
from audit.domain import refuse

NOT_LINKED = "Nothing was linked. Sign out, then sign in through the directory."
UNREADABLE = (
    "Your second step was set up before the service changed its key, and can no longer be checked. "
    "Ask a system administrator to take it away, then sign in and set up a new one."
)
SAID_BY_THE_PAGE = frozenset(
    {
        "account/messages/logged_in.txt",
        "account/messages/logged_out.txt",
        "mfa/messages/recovery_codes_generated.txt",
    }
)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; whoever signs in, fails to or leaves is written down."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or password is not right",
        "incorrect_password": "The password is not right",
        "incorrect_code": "The code is not right. Wait for the next one and try again",
        "too_many_login_attempts": "Too many tries. Wait 5 minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No banner for what the next page says itself."""
        template = kwargs.get("message_template") or (args[2] if len(args) > 2 else "")
        if template not in SAID_BY_THE_PAGE:
            super().add_message(*args, **kwargs)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Another system is let in by its token alone, whoever may have set it a password."""
        if user.is_service:
            sign_in.sign_in_failed(email=user.email)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sign_in.signed_in(by=user)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            sign_in.signed_out(by=request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_in.sign_in_failed(email=str(credentials.get("email", "")))

    def reauthenticate(self, user: User, password: str) -> bool:
        """allauth looks in its own table of addresses, which we do not keep."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """People of the authority's own directory may sign in only if they were added here first."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """In a locked session the directory opens the lock and signs nobody in: the session stays
        the same, and so does what was typed in it. In none is somebody linked to it who is not its
        person: whoever found it open would come in as them for good."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            _refuse_link(request)
        if not request.user.is_authenticated or not idle_lock.is_locked(request.session):
            return
        said = sociallogin.account.extra_data.get("id_token") or {}
        at = said.get("auth_time")
        try:
            idle_lock.unlock_by_directory(
                session=request.session,
                by=request.user,
                signed_in=sociallogin.user if sociallogin.is_existing else None,
                signed_in_at=dt.datetime.fromtimestamp(at, dt.UTC) if at else None,
            )
        except idle_lock.NotProved as error:
            messages.error(request, error.message)
        address = sociallogin.get_redirect_url(request) or "/"
        raise ImmediateHttpResponse(HttpResponseRedirect(address))

    def is_email_verified(self, provider: Any, email: str) -> bool:
        """The one directory we trust is the authority's own; Entra sends no claim to say so."""
        return True


def _refuse_link(request: HttpRequest) -> None:
    """Nobody needs to link anything: the first sign-in by the directory does, by the address."""
    by = request.user if request.user.is_authenticated else None
    subjects = [by] if by else []
    refuse("accounts.link_directory", by=by, subjects=subjects, reason="asked to be linked")
    messages.error(request, NOT_LINKED)
    raise ImmediateHttpResponse(redirect("accounts:home"))


class SecondStepAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps are not readable in a copy of the database.

    Written with the secret key of today, read with those before it too.
    """

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise SecondStepUnreadable(UNREADABLE) from error


def _cipher() -> MultiFernet:
    keys = (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))
    digests = [hashlib.sha256(f"second step:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Any) -> None:
        ending = list(sessions)
        super().end_sessions(ending)
        if ending:
            sign_in.others_signed_out(by=ending[0].user, count=len(ending))
