from conferences.models.advocacy import Advocacy
from conferences.models.agency_view import AgencyView
from conferences.models.attendance import Attendance
from conferences.models.conference import Conference
from conferences.models.conference_child import ConferenceChild
from conferences.models.correction import DecisionCorrection
from conferences.models.decision import Decision
from conferences.models.device import DeviceSecret, KeptLines
from conferences.models.exclusion import Exclusion
from conferences.models.invitation import Invitation
from conferences.models.invitee import RequestedInvitee
from conferences.models.left_out import LeftOutChild
from conferences.models.part import Part
from conferences.models.participant import Participant
from conferences.models.request import ConferenceRequest, RequestedChild
from conferences.models.scale import SafetyScore
from conferences.models.screening import DiversionAnswer, FollowUp, Screening
from conferences.models.step import ConferenceStep
from conferences.models.strategy import StrategyDiscussion
from conferences.models.transfer import Transfer
from conferences.models.unfinished import UnfinishedStep

__all__ = [
    "Advocacy",
    "AgencyView",
    "Attendance",
    "Conference",
    "ConferenceChild",
    "ConferenceRequest",
    "ConferenceStep",
    "Decision",
    "DecisionCorrection",
    "DeviceSecret",
    "DiversionAnswer",
    "Exclusion",
    "FollowUp",
    "Invitation",
    "KeptLines",
    "LeftOutChild",
    "Part",
    "Participant",
    "RequestedChild",
    "RequestedInvitee",
    "SafetyScore",
    "Screening",
    "StrategyDiscussion",
    "Transfer",
    "UnfinishedStep",
]
