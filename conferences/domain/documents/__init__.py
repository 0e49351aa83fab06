"""What a conference asks to have printed. No words of a passage here, only which and where."""

from conferences.domain.documents.child_page import child_page
from conferences.domain.documents.decision_letter import decision_letter
from conferences.domain.documents.outline_plan import outline_plan
from conferences.domain.documents.record import summary_record

__all__ = ["child_page", "decision_letter", "outline_plan", "summary_record"]
