"""Compare two records of one person, merge them, and take it back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.enums import Action
from people.domain.duplicates import possible_duplicates
from people.domain.merge import merge, unmerge
from people.domain.permission import require
from people.domain.queries import child_record
from people.domain.reading import open_one
from people.forms.access import MergeForm, ReasonForm
from people.forms.saving import saved
from people.models import Merge, Person
from people.presenters.person import compared
from people.rules import may_merge, may_merge_these
from people.views.opening import open_child


def _merger(request: SignedInRequest, verb: str) -> User:
    user = request.user
    require(may_merge(user), verb, by=user)
    return user


@login_required
@require_safe
def candidates(request: SignedInRequest, pk: int) -> HttpResponse:
    """Children who may be this child."""
    user = _merger(request, "people.merge")
    child = open_child(request, pk, "people.merge_candidates")
    found = possible_duplicates(
        name=child.person.name,
        date_of_birth=child.person.date_of_birth,
        expected_on=child.expected_on,
        by=user,
        other_than=child.pk,
    )
    alike = [match.child for match in found.visible]
    ids = [other.pk for other in alike]
    record(Action.LISTED, "people.merge_candidates", by=user, subjects=alike, children=ids)
    context = {"child": child, "found": found}
    return render(request, "people/merge_candidates.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def compare(request: SignedInRequest, kept_pk: int, duplicate_pk: int) -> HttpResponse:
    user = _merger(request, "people.merge")
    kept, duplicate = (
        open_one(Person.objects.all(), by=user, verb="people.compare", pk=pk)
        for pk in (kept_pk, duplicate_pk)
    )
    _both_open(user, "people.merge", kept, duplicate)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: merge(kept=kept, duplicate=duplicate, reason=reason, by=user)):
            success(request, "The two records are one now. It can be taken back.")
            return redirect(_page_of(kept))
    context = {
        "form": form,
        "kept": kept,
        "duplicate": duplicate,
        "rows": compared(kept, duplicate),
    }
    return render(request, "people/merge.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    user = _merger(request, "people.unmerge")
    found = get_object_or_404(Merge.objects.select_related("kept", "duplicate"), pk=pk)
    open_one(Person.objects.all(), by=user, verb="people.unmerge", pk=found.kept_id)
    _both_open(user, "people.unmerge", found.kept, found.duplicate)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: unmerge(merge=found, reason=reason, by=user)):
            success(request, "They are two records again.")
            return redirect(_page_of(found.kept))
    return render(request, "people/unmerge.html", {"form": form, "merge": found})


@login_required
@require_safe
def merges(request: SignedInRequest) -> HttpResponse:
    """Every merge whose people this reader may see, both of them, newest first."""
    user = _merger(request, "people.merges")
    seen = Person.objects.visible_to(user).values("pk")
    closed = Person.objects.partly_closed_to(user).values("pk")
    hidden = Q(kept__in=closed) | Q(duplicate__in=closed)
    shown = Merge.objects.filter(kept__in=seen).exclude(hidden)
    rows = list(shown.select_related("kept", "duplicate", "merged_by", "undone_by")[:200])
    ids = {child for row in rows for child in (row.kept_id, row.duplicate_id)}
    record(Action.LISTED, "people.merges", by=user, subjects=rows, children=ids)
    return render(request, "people/merges.html", {"merges": rows})


def _both_open(user: User, verb: str, kept: Person, duplicate: Person) -> None:
    both = [kept, duplicate]
    ids = {child for person in both for child in person.children_concerned()}
    require(
        may_merge_these(user, kept, duplicate), verb, by=user, subjects=both, children=sorted(ids)
    )


def _page_of(person: Person) -> str:
    child = child_record(person)
    return child.get_absolute_url() if child else reverse("people:merges")
