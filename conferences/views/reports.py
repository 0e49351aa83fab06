"""The social worker's own report: the family was shown it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import reports
from conferences.forms.participants import SharedReportForm
from conferences.views.case_page import conference_for
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def share(request: SignedInRequest, pk: int) -> HttpResponse:
    """When it was, and with whom; or how the report stands, where that is known already."""
    verb = "conferences.open_share_report"
    conference = conference_for(request, pk, verb, rules.may_share_report, reports.NOT_TO_SHARE)
    form = SharedReportForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: reports.share_report(conference=conference, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Recorded: the family was shown the report.")
        return redirect("conferences:share_report", pk)
    context = {
        "conference": conference,
        "report": reports.report_of_social_care(conference),
        "form": form,
    }
    return render(request, "conferences/participants/share_report.html", context)
