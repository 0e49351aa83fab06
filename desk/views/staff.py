"""Staff: who works here, in which role, from when to when. No page here shows a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.looking_after import has_second_step, sessions_of
from accounts.models import User
from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.enums import Action
from bookings.domain.hub_postings import sit_at
from desk.forms.staff import AddStaffForm, FindStaffForm, PostingForm
from desk.presenters.staff import posting_lines, staff_line, staff_lines
from disclosure.domain.training import training_of
from disclosure.rules import may_record_training
from people.domain import staff
from people.enums import Role
from people.forms.saving import saved
from people.models import Posting
from people.rules import has_role, may_keep_organisation

PAGE = 50


@login_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    user = request.user
    rows = staff.everybody(by=user)
    form = FindStaffForm(request.GET)
    page = Paginator(form.found(rows), PAGE).get_page(request.GET.get("page"))
    people = list(page)
    record(Action.LISTED, "people.staff", by=user, subjects=people)
    context = {"form": form, "page_obj": page, "lines": staff_lines(people)}
    context["may_keep_organisation"] = may_keep_organisation(user)
    return render(request, "desk/staff/listed.html", context)


@login_required
@require_safe
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Postings and sign-in of one person."""
    user = request.user
    found = staff.open_staff(pk, by=user)
    context = {
        "line": staff_line(found),
        "postings": posting_lines(found),
        "sessions": sessions_of(found),
        "has_second_step": has_second_step(found),
        "is_oneself": found.pk == user.pk,
        "training": training_of(found),
        "may_train": may_record_training(user) and found.pk != user.pk,
        "is_support": has_role(found, Role.BUSINESS_SUPPORT),
    }
    return render(request, "desk/staff/one.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """A sign-in and a first posting: typed, checked on a page of its own, then saved."""
    by = request.user
    staff.everybody(by=by)
    form = AddStaffForm(request.POST or None)

    def act() -> User:
        answers = {name: form.cleaned_data[name] for name in ("name", "email", "job_title")}
        user = staff.add_member_of_staff(posting=form.details(), by=by, **answers)
        sit_at(posting=user.postings.get(), hub=form.cleaned_data["hub"], by=by)
        return user

    return _checked_first(request, form, act, "Add a person", back="desk:staff")


@login_required
@require_http_methods(["GET", "POST"])
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    """One more posting."""
    by = request.user
    user = staff.open_staff(pk, by=by)
    form = PostingForm(request.POST or None)

    def act() -> User:
        made = staff.post(user=user, details=form.details(), by=by)
        sit_at(posting=made, hub=form.cleaned_data["hub"], by=by)
        return user

    return _checked_first(request, form, act, f"Post {user}", of=user)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a posting, or give it a last day."""
    by = request.user
    posting: Posting = staff.open_posting(pk, by=by)
    form = PostingForm(request.POST or None, initial=PostingForm.about(posting))

    def act() -> User:
        changed = staff.change_posting(posting=posting, details=form.details(), by=by)
        sit_at(posting=changed, hub=form.cleaned_data["hub"], by=by)
        return changed.user

    return _checked_first(
        request, form, act, f"Change a posting of {posting.user}", of=posting.user
    )


def _checked_first(
    request: SignedInRequest,
    form: PostingForm,
    act: Callable[[], User],
    heading: str,
    *,
    of: User | None = None,
    back: str = "",
) -> HttpResponse:
    """The form; then what was typed, to check; then, confirmed, the act."""
    context: dict[str, Any] = {"form": form, "heading": heading, "of": of, "back": back}
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return render(request, "desk/staff/form.html", context)
    if "confirmed" not in request.POST:
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken"
        ]
        namesakes = staff.namesakes(form.cleaned_data.get("name", ""))
        context |= {"summary": form.summary(), "typed": typed, "namesakes": namesakes}
        return render(request, "desk/staff/check.html", context)
    with transaction.atomic():
        user = saved(form, act)
    if user is None:
        return render(request, "desk/staff/form.html", context)
    success(request, "Saved.")
    return redirect("desk:staff_one", user.pk)
