"""Who belongs to the core group."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views.request import SignedInRequest
from people.domain.permission import require
from people.domain.queries import standing_children
from people.domain.reading import open_one
from people.forms.saving import saved
from people.models import Family, Person, Professional, Relationship
from people.views.opening import open_family
from plans import rules
from plans.domain.apart import members_apart, to_meet_alone
from plans.domain.members import add_member, end_member, lead_worker_of, members_of
from plans.forms.members import MemberForm
from plans.models import CoreGroupMember


@login_required
@require_http_methods(["GET", "POST"])
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "plans.members")
    user = request.user
    may_work = rules.may_work_on_plan(user, family)
    if request.method == "POST":
        require(may_work, "plans.add_member", by=user, subjects=[family])
    sitting = members_of(family)
    known = [member.person_id for member in sitting]
    form = MemberForm(
        request.POST or None,
        relatives=_relatives(family, user).exclude(pk__in=known),
        children=[
            child.person
            for child in standing_children(family)
            if not child.is_unborn and child.person.died_on is None and child.pk not in known
        ],
        professionals=Professional.objects.to_choose()
        .exclude(person__in=known)
        .select_related("person", "agency"),
        chosen=request.GET.get("chosen", ""),
    )
    save = lambda: add_member(family=family, person=form.person(), by=user)  # noqa: E731
    if request.method == "POST" and form.is_valid() and saved(form, save):
        success(request, "Added to the core group.")
        return redirect("plans:members", family.pk)
    context = {
        "family": family,
        "members": sitting,
        "lead_worker": lead_worker_of(family),
        "would_meet": members_apart(family),
        "meet_alone": to_meet_alone(family),
        "form": form if may_work else None,
        "may_work": may_work,
    }
    return render(request, "plans/members.html", context)


def _relatives(family: Family, user: User) -> QuerySet[Person]:
    related = Relationship.objects.visible_to(user).current().filter(child__family=family)
    people: QuerySet[Person] = Person.objects.visible_to(user)
    return people.filter(pk__in=related.values("person"))


@login_required
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = CoreGroupMember.objects.select_related("family", "person")
    member: CoreGroupMember = open_one(rows, by=request.user, verb="plans.end_member", pk=pk)
    end_member(member=member, by=request.user)
    success(request, f"{member.person.name} has left the core group.")
    return redirect("plans:members", member.family_id)
