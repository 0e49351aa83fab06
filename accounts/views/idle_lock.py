"""Lock, unlock, and say how the session stands."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.domain import idle_lock
from accounts.forms import UnlockForm

TOO_MANY = "Too many tries. Wait a minute, then try again"


def standing(request: HttpRequest) -> JsonResponse:
    """`user` lets a page refuse to open for somebody else who signed in in the same browser."""
    locked = idle_lock.is_locked(request.session)
    token = get_token(request)
    return JsonResponse({"locked": locked, "user": request.user.pk, "csrf": token})


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


@login_required
@require_GET
def session(request: HttpRequest) -> JsonResponse:
    """For the page's own script: is it locked, and which token do its forms need now?"""
    return standing(request)


@login_required
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    idle_lock.lock(session=request.session, by=request.user)
    return HttpResponse(status=204)


@login_required
@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """Somebody is typing: the middleware has noted it."""
    return HttpResponse(status=204)


@login_required
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _opens(request, form):
        if wants_json(request):
            return standing(request)
        return HttpResponseRedirect(_next(request))
    if request.method == "POST" and wants_json(request):
        message = next(iter(form.errors.values()))[0]
        return JsonResponse({"locked": True, "message": message}, status=403)
    if not idle_lock.is_locked(request.session):
        return HttpResponseRedirect(_next(request))
    return render(request, "accounts/unlock.html", {"form": form, "next": _next(request)})


@login_required
@require_POST
def unlock_by_directory(request: HttpRequest) -> HttpResponse:
    """Off to the directory, which must ask who it is, whoever is still signed in there."""
    providers = get_adapter().list_providers(request)
    if not providers:
        raise Http404("No directory is set.")
    idle_lock.ask_directory(session=request.session)
    answer: HttpResponse = providers[0].redirect(
        request,
        AuthProcess.LOGIN,
        next_url=_next(request),
        scope=providers[0].get_scope(),
        auth_params={**providers[0].get_auth_params(), "prompt": "login", "max_age": "0"},
    )
    return answer


def _opens(request: HttpRequest, form: UnlockForm) -> bool:
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error("password", TOO_MANY)
        return False
    try:
        idle_lock.unlock(
            session=request.session, by=request.user, password=form.cleaned_data["password"]
        )
    except idle_lock.WrongPassword as error:
        form.add_error("password", error.message)
        return False
    return True


def _next(request: HttpRequest) -> str:
    address = request.POST.get("next") or request.GET.get("next") or "/"
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if here else "/"
