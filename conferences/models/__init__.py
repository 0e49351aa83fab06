from conferences.models.advocacy import Advocacy
from conferences.models.agency_view import AgencyView
from conferences.models.attendance import Attendance
from conferences.models.conference import Conference
from conferences.models.conference_child import ConferenceChild
from conferences.models.decision import Decision
from conferences.models.exclusion import Exclusion
from conferences.models.part import Part
from conferences.models.participant import Participant
from conferences.models.request import ConferenceRequest, RequestedChild
from conferences.models.scale import SafetyScore
from conferences.models.screening import DiversionAnswer, Screening
from conferences.models.step import ConferenceStep
from conferences.models.strategy import StrategyDiscussion

__all__ = [
    "Advocacy",
    "AgencyView",
    "Attendance",
    "Conference",
    "ConferenceChild",
    "ConferenceRequest",
    "ConferenceStep",
    "Decision",
    "DiversionAnswer",
    "Exclusion",
    "Part",
    "Participant",
    "RequestedChild",
    "SafetyScore",
    "Screening",
    "StrategyDiscussion",
]
