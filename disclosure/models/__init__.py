from disclosure.models.breach import Breach
from disclosure.models.clearing import Clearance
from disclosure.models.finding import Finding
from disclosure.models.guest import GuestPass
from disclosure.models.handover import Handover, PackAccess, PrintedCopy, PrintJob
from disclosure.models.operation import Operation
from disclosure.models.pack import Pack
from disclosure.models.passage import Passage, PassageClearance, PassageTranslation
from disclosure.models.recipient import Recipient
from disclosure.models.record import Record
from disclosure.models.training import ClearingTraining
from disclosure.models.upload import Upload, UploadClearance, UploadOpening
from disclosure.models.wording import WordingReview

__all__ = [
    "Breach",
    "Clearance",
    "ClearingTraining",
    "Finding",
    "GuestPass",
    "Handover",
    "Operation",
    "Pack",
    "PackAccess",
    "Passage",
    "PassageClearance",
    "PassageTranslation",
    "PrintJob",
    "PrintedCopy",
    "Recipient",
    "Record",
    "Upload",
    "UploadClearance",
    "UploadOpening",
    "WordingReview",
]
