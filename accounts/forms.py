"""allauth's forms with GOV.UK words and messages."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from accounts.domain.sign_in import sign_in_failed
from govuk.forms import GovukForm, GovukFormMixin

EMAIL = {"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}


class Relabelled(GovukFormMixin):
    """Our words instead of allauth's labels, and no placeholders, which vanish as one types."""

    labels: dict[str, str] = {}
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = "" if name in self.labels else field.help_text
            if name in self.labels:
                field.label = self.labels[name]
                field.error_messages["required"] = f"Enter {self.labels[name].lower()}"


class LoginForm(Relabelled, account.LoginForm):
    labels = {"login": "Email address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= EMAIL
        self.fields["login"].widget.attrs.pop("autofocus", None)


class ResetPasswordForm(Relabelled, account.ResetPasswordForm):
    labels = {"email": "Email address"}


class ResetPasswordKeyForm(Relabelled, account.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "New password again"}


class ChangePasswordForm(Relabelled, account.ChangePasswordForm):
    labels = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }


class SetPasswordForm(Relabelled, account.SetPasswordForm):
    labels = {"password1": "New password", "password2": "New password again"}


class ReauthenticateForm(Relabelled, account.ReauthenticateForm):
    labels = {"password": "Password"}


class AuthenticateForm(Relabelled, mfa.AuthenticateForm):
    """The second step of signing in. A wrong code is written down like a wrong password, and no
    longer once there were too many: whoever has the password must not fill the audit."""

    labels = {"code": "Code"}

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except forms.ValidationError as error:
            if error.code == "incorrect_code":
                sign_in_failed(email=self.user.email, step="code")
            raise

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= CODE


class CodeReauthenticateForm(Relabelled, mfa.ReauthenticateForm):
    labels = {"code": "Code"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= CODE


class ActivateTOTPForm(Relabelled, totp.ActivateTOTPForm):
    labels = {"code": "Code from the app"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= CODE


class AddWebAuthnForm(Relabelled, webauthn.AddWebAuthnForm):
    labels = {"name": "A name for this passkey", "passwordless": "Sign in with it alone"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "This device", "passwordless": True}
        super().__init__(*args, **kwargs)


class EditWebAuthnForm(Relabelled, webauthn.EditWebAuthnForm):
    labels = {"name": "A name for this passkey"}


class UnlockForm(GovukForm):
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
