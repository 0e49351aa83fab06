"""Who has looked at a child's record, for managers; and what I have looked at, for everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.domain.queries import Kind, acts_of, looks_at
from audit.enums import Action
from people.domain.permission import require
from people.domain.queries import records_of
from people.models import Child
from people.presenters.events import described
from people.rules import is_staff, may_see_who_viewed
from people.views.opening import open_child

PAGE = 50


@login_required
@require_safe
def viewed(request: SignedInRequest, pk: int) -> HttpResponse:
    user = request.user
    require(may_see_who_viewed(user), "people.who_viewed", by=user, children=[pk])
    child = open_child(request, pk, "people.who_viewed")
    kind = Kind.of(request.GET.get("kind", ""))
    events = looks_at(records_of(child), kind=kind)
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    context = {
        "child": child,
        "kind": kind,
        "kinds": list(Kind),
        "page_obj": page,
        "lines": [described(event) for event in page],
    }
    return render(request, "people/viewed.html", context)


@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What the trail says about oneself: a reminder, and a way to notice somebody else's use."""
    user = request.user
    require(is_staff(user), "people.my_access", by=user)
    page = Paginator(acts_of(user.pk), PAGE).get_page(request.GET.get("page"))
    ids = {child for event in page for child in event.child_ids}
    names = {
        child.pk: child.person.name
        for child in Child.objects.visible_to(user).filter(pk__in=ids).select_related("person")
    }
    record(Action.LISTED, "people.my_access", by=user, children=names)
    context = {"page_obj": page, "lines": [described(event, names) for event in page]}
    return render(request, "people/my_access.html", context)
