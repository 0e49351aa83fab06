from escalations.models.answer_pass import AnswerPass
from escalations.models.complaint import Complaint
from escalations.models.complaint_step import ComplaintStep, PanelMember
from escalations.models.concern import Concern
from escalations.models.danger_call import DangerCall
from escalations.models.form_stage import FormStage
from escalations.models.form_step import FormStep
from escalations.models.local_reason import LocalReason
from escalations.models.praise import Praise
from escalations.models.resolution_form import ResolutionForm

__all__ = [
    "AnswerPass",
    "Complaint",
    "ComplaintStep",
    "Concern",
    "DangerCall",
    "FormStage",
    "FormStep",
    "LocalReason",
    "PanelMember",
    "Praise",
    "ResolutionForm",
]
