from conferences.models.added_child import AddedChild
from conferences.models.advocacy import Advocacy
from conferences.models.agency_view import AgencyView
from conferences.models.agreement import RequestAgreement
from conferences.models.attendance import Attendance
from conferences.models.conference import Conference
from conferences.models.conference_child import ConferenceChild
from conferences.models.correction import DecisionCorrection
from conferences.models.date_change import DateChange
from conferences.models.decision import Decision
from conferences.models.device import DeviceSecret, KeptLines
from conferences.models.exclusion import Exclusion
from conferences.models.exclusion_refusal import ExclusionRefusal
from conferences.models.hand_over import CaseloadHandOver, HandedFamily
from conferences.models.invitation import Invitation
from conferences.models.invitee import RequestedInvitee
from conferences.models.kept_bundle import KeptBundle
from conferences.models.late_dissent import LateDissent
from conferences.models.left_out import LeftOutChild
from conferences.models.local_practice import LocalPractice
from conferences.models.part import Part
from conferences.models.participant import Participant
from conferences.models.refused_slot import RefusedSlot
from conferences.models.request import ConferenceRequest, RequestedChild
from conferences.models.scale import SafetyScore
from conferences.models.screening import DiversionAnswer, FollowUp, Screening
from conferences.models.step import ConferenceStep
from conferences.models.strategy import StrategyDiscussion
from conferences.models.transfer import Transfer
from conferences.models.transfer_out import TransferOut
from conferences.models.unfinished import UnfinishedStep

__all__ = [
    "AddedChild",
    "Advocacy",
    "AgencyView",
    "Attendance",
    "CaseloadHandOver",
    "Conference",
    "ConferenceChild",
    "ConferenceRequest",
    "ConferenceStep",
    "DateChange",
    "Decision",
    "DecisionCorrection",
    "DeviceSecret",
    "DiversionAnswer",
    "Exclusion",
    "ExclusionRefusal",
    "FollowUp",
    "HandedFamily",
    "Invitation",
    "KeptBundle",
    "KeptLines",
    "LateDissent",
    "LeftOutChild",
    "LocalPractice",
    "Part",
    "Participant",
    "RefusedSlot",
    "RequestAgreement",
    "RequestedChild",
    "RequestedInvitee",
    "SafetyScore",
    "Screening",
    "StrategyDiscussion",
    "Transfer",
    "TransferOut",
    "UnfinishedStep",
]
