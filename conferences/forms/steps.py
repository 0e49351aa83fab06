"""Which form is which step of a request."""

from __future__ import annotations

from conferences.forms import request as one
from conferences.forms import request_people as people
from conferences.forms import transfer

STEP_FORMS: dict[str, type[one.StepForm]] = {
    form.step: form
    for form in (
        one.StrategyForm,
        one.Section47Form,
        one.EarlyForm,
        transfer.TransferForm,
        transfer.PapersForm,
        people.ChildrenForm,
        people.ParentsForm,
        one.ReasonForm,
        one.SafetyPlanForm,
        people.InviteesForm,
        one.NeedsForm,
        people.AdvocacyForm,
        one.ExclusionForm,
        one.LateForm,
        one.AgreementForm,
    )
}
