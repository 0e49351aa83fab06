"""Service accounts: add one, say what it may do, issue and revoke its tokens. Never a case."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from api.domain import service_accounts as steps
from api.domain import tokens
from api.forms.accounts import AddAccountForm, DetailsForm, IssueForm
from api.models import ServiceAccount, Token
from api.presenters.accounts import account_lines, scope_words, token_lines
from desk.forms.staff import WhyForm
from desk.presenters.staff import posting_lines
from people.forms.saving import saved


@login_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    accounts = steps.service_accounts(by=request.user)
    lines = account_lines(accounts, now=timezone.now())
    return render(request, "api/accounts/listed.html", {"lines": lines})


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    by = request.user
    steps.service_accounts(by=by)
    form = AddAccountForm(request.POST or None)

    def act() -> ServiceAccount:
        return steps.make_service_account(
            name=form.cleaned_data["name"],
            posting=form.details(),
            details=form.account_details(),
            by=by,
        )

    if request.method == "POST" and form.is_valid() and (made := saved(form, act)):
        success(request, "Added. Now somebody else issues its token.")
        return redirect("api_accounts:one", made.pk)
    context = {"form": form, "heading": "Add a service account"}
    return render(request, "api/accounts/form.html", context)


@login_required
@require_safe
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    account = steps.open_service_account(pk, by=request.user)
    return render(request, "api/accounts/one.html", _context(request, account))


def _context(request: SignedInRequest, account: ServiceAccount) -> dict[str, object]:
    return {
        "account": account,
        "postings": posting_lines(account.user),
        "scopes": scope_words(account),
        "tokens": token_lines(account, now=timezone.now()),
        "scoped_it": account.scoped_by_id == request.user.pk,
    }


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    by = request.user
    account = steps.open_service_account(pk, by=by)
    form = DetailsForm(request.POST or None, initial=DetailsForm.about(account))

    def act() -> ServiceAccount:
        details = form.account_details()
        return steps.change_service_account(account=account, details=details, by=by)

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, "Saved.")
        return redirect("api_accounts:one", pk)
    context = {"form": form, "heading": f"Change {account}", "account": account}
    return render(request, "api/accounts/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """The token stands on the page that answers, once: it is kept nowhere."""
    by = request.user
    account = steps.open_service_account(pk, by=by)
    form = IssueForm(request.POST or None)

    def act() -> tokens.Issued:
        return tokens.issue_token(account=account, days=form.cleaned_data["days"], by=by)

    if request.method == "POST" and form.is_valid() and (issued := saved(form, act)):
        context = {"account": account, "issued": issued}
        return render(request, "api/accounts/issued.html", context)
    context = {"form": form, "heading": f"Issue a token for {account}", "account": account}
    return render(request, "api/accounts/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def revoke(request: SignedInRequest, pk: int, token: int) -> HttpResponse:
    by = request.user
    account = steps.open_service_account(pk, by=by)
    found = account.tokens.get(pk=token)
    form = WhyForm(request.POST or None)

    def act() -> Token:
        return tokens.revoke_token(token=found, by=by, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, "The token is revoked. It opens nothing any more.")
        return redirect("api_accounts:one", pk)
    context = {"form": form, "heading": f"Revoke token {found}", "account": account}
    return render(request, "api/accounts/form.html", context)
