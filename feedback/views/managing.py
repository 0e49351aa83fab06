"""Who reads, and how long codes work."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from feedback import rules
from feedback.domain.managing import end_reader, name_reader, save_local_practice, staff_to_name
from feedback.forms.staff import LocalPracticeForm, ReaderForm
from feedback.models import LocalPractice, Reader
from feedback.presenters.lists import tabs
from feedback.views.lists import only_if
from people.forms.saving import saved


@login_required
@require_http_methods(["GET", "POST"])
def manage(request: HttpRequest) -> HttpResponse:
    user = only_if(rules.may_manage, request, "feedback.manage")
    form = ReaderForm(request.POST or None, staff=staff_to_name())
    sent = request.method == "POST" and form.is_valid()
    if sent and saved(form, lambda: name_reader(user=form.chosen(), by=user)) is not None:
        messages.success(request, "They read feedback from today.")
        return redirect("feedback:manage")
    context = {
        "tabs": tabs(user),
        "form": form,
        "readers": Reader.objects.current().select_related("user"),
        "practice": LocalPractice.current(),
    }
    return render(request, "feedback/manage.html", context)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    user = only_if(rules.may_manage, request, "feedback.end_reader")
    found = Reader.objects.current().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such reader.")
    end_reader(reader=found, by=user)
    messages.success(request, "They read feedback no longer.")
    return redirect("feedback:manage")


@login_required
@require_http_methods(["GET", "POST"])
def local_practice(request: HttpRequest) -> HttpResponse:
    user = only_if(rules.may_manage, request, "feedback.save_local_practice")
    form = LocalPracticeForm(request.POST or None, instance=LocalPractice.current())
    if request.method == "POST" and form.is_valid():
        save_local_practice(practice=form.save(commit=False), by=user)
        messages.success(request, "Saved. It holds for codes made from now on.")
        return redirect("feedback:manage")
    return render(request, "feedback/local_practice.html", {"form": form})
