"""The words of disclosure, and which step may follow which."""

from django.db import models


class SourceKind(models.TextChoices):
    """Where a passage comes from."""

    SAID = "said", "Said in the meeting"
    DOCUMENT = "document", "From a document"
    REPORT = "report", "From an agency's report"
    PLAN = "plan", "Agreed in the plan"
    STRATEGY_MEETING = "strategy_meeting", "From a strategy discussion"
    POLICE = "police", "From police information"
    LEGAL = "legal", "From legal advice"
    THIRD_PARTY = "third_party", "From somebody who asked not to be named"


# These never reach a family, whoever clears them (quality.md, A1).
RESTRICTED_SOURCES = frozenset(
    {
        SourceKind.STRATEGY_MEETING,
        SourceKind.POLICE,
        SourceKind.LEGAL,
        SourceKind.THIRD_PARTY,
    }
)


class Restriction(models.TextChoices):
    NONE = "none", "Not restricted"
    RESTRICTED = "restricted", "Restricted: professionals only"


class Basis(models.TextChoices):
    """Why somebody may be given a passage."""

    PRESENT_IN_PART = "present_in_part", "Was present when it was said"
    WIDENED = "widened", "Added on purpose"
    DEFAULT_PROFESSIONAL = "default_professional", "A professional working with the child"


class OperationStatus(models.TextChoices):
    APPLIED = "applied", "Saved"
    DUPLICATE = "duplicate", "Saved before"
    CONFLICT = "conflict", "Saved beside somebody else's words"
    REFUSED = "refused", "Not saved"


class Capacity(models.TextChoices):
    FAMILY = "family", "Family member"
    CHILD = "child", "Child"
    PROFESSIONAL = "professional", "Professional"


class PackKind(models.TextChoices):
    OUTLINE_PLAN = "outline_plan", "Outline plan"
    PROTECTION_PLAN = "protection_plan", "Child protection plan"
    CHILD_PAGE = "child_page", "Child's page"
    DECISION_LETTER = "decision_letter", "Decision letter"
    SUMMARY_RECORD = "summary_record", "Summary record"
    DOCUMENT = "document", "Attached document"


class Layout(models.TextChoices):
    STANDARD = "standard", "Standard"
    LARGE_PRINT = "large_print", "Large print (18 point)"
    EASY_READ = "easy_read", "Easy read"


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    POLISH = "pl", "Polish (Polski)"
    URDU = "ur", "Urdu (اردو)"
    ARABIC = "ar", "Arabic (العربية)"


RIGHT_TO_LEFT = frozenset({Language.URDU, Language.ARABIC})


class PackState(models.TextChoices):
    DRAFT = "draft", "Being prepared"
    AWAITING_CLEARANCE = "awaiting_clearance", "Waiting for a second person"
    CLEARED = "cleared", "Cleared"
    RELEASED = "released", "Released"
    HANDED_OVER = "handed_over", "Handed over"
    RECALLED = "recalled", "Recalled"
    VOID = "void", "Void"


PACK_STEPS: dict[PackState, frozenset[PackState]] = {
    PackState.DRAFT: frozenset({PackState.AWAITING_CLEARANCE, PackState.RELEASED, PackState.VOID}),
    PackState.AWAITING_CLEARANCE: frozenset(
        {PackState.DRAFT, PackState.CLEARED, PackState.RELEASED, PackState.VOID}
    ),
    PackState.CLEARED: frozenset({PackState.DRAFT, PackState.RELEASED, PackState.VOID}),
    PackState.RELEASED: frozenset({PackState.HANDED_OVER, PackState.RECALLED}),
    PackState.HANDED_OVER: frozenset({PackState.HANDED_OVER, PackState.RECALLED}),
    PackState.RECALLED: frozenset(),
    PackState.VOID: frozenset(),
}
# The content of a pack may still change; anything later is a new version.
CHANGEABLE = frozenset({PackState.DRAFT, PackState.AWAITING_CLEARANCE, PackState.CLEARED})
# Somebody may hold it: a change means a recall.
LEFT = frozenset({PackState.RELEASED, PackState.HANDED_OVER})


class Check(models.TextChoices):
    """What the release checks look for in the rendered bytes."""

    NAME = "name", "A name that does not belong"
    ADDRESS = "address", "An address that does not belong"
    POSTCODE = "postcode", "A postcode that does not belong"
    TELEPHONE = "telephone", "A telephone number that does not belong"
    EMAIL = "email", "An email address that does not belong"
    RESTRICTED_SOURCE = "restricted_source", "Words from a restricted source"
    COPIED = "copied", "Words copied from a restricted source"
    NOT_CLEARED = "not_cleared", "Words not cleared for this person"
    MUST_NOT_BE_TOLD = "must_not_be_told", "A person who must not be told"
    WRONG_FAMILY = "wrong_family", "A document of another family"
    SHARED_ADDRESS = "shared_address", "A postal address shared with somebody who poses a risk"
    IMAGE_ONLY = "image_only", "Pages with no text to search"
    HIDDEN_CONTENT = "hidden_content", "Content that is not on the page"
    PAGE_MARKS = "page_marks", "A page without the person's name, pack number or page number"
    TOO_MUCH = "too_much", "Too much to check at once"


# Nobody can clear these: the pack itself must change.
NEVER_CLEARABLE = frozenset(
    {
        Check.RESTRICTED_SOURCE,
        Check.NOT_CLEARED,
        Check.MUST_NOT_BE_TOLD,
        Check.WRONG_FAMILY,
        Check.SHARED_ADDRESS,
        Check.HIDDEN_CONTENT,
        Check.PAGE_MARKS,
        Check.TOO_MUCH,
    }
)


class ClearanceDecision(models.TextChoices):
    CLEARED = "cleared", "Cleared"
    SENT_BACK = "sent_back", "Sent back"


class HandoverWay(models.TextChoices):
    IN_PERSON = "in_person", "Handed over in person"
    POST = "post", "Posted"
    SECURE_LINK = "secure_link", "Secure link"
    SHOWN_ON_SCREEN = "shown_on_screen", "Shown on a screen"


class CopyState(models.TextChoices):
    PRINTED = "printed", "Printed"
    COLLECTED = "collected", "Collected"
    POSTED = "posted", "Posted"
    UNCOLLECTED = "uncollected", "Left uncollected"
    DESTROYED = "destroyed", "Destroyed"
    FAILED = "failed", "Printer failed"


class Instead(models.TextChoices):
    """When the printer fails: how the reader gets it all the same."""

    SHOWN_ON_SCREEN = "shown_on_screen", "Shown on a screen"
    SECURE_LINK = "secure_link", "Secure link"
    POST = "post", "Post, the next working day"


class AccessWay(models.TextChoices):
    PREVIEW = "preview", "Preview"
    OPENED = "opened", "Opened to clear or release"
    PRINT_JOB = "print_job", "Print job"
    DOWNLOAD = "download", "Download"
    GUEST = "guest", "Guest download"
    SHOWN = "shown", "Shown on a screen"


class LeftOut(models.TextChoices):
    """Why something is absent from a pack."""

    NOT_CLEARED = "not_cleared", "Not cleared for this person"
    NOT_EVERY_CHILD = (
        "not_every_child",
        "About all the children, and this person is not connected with every one of them: "
        "the chair can add them by name",
    )
    RESTRICTED = "restricted", "From a restricted source"
    MUST_NOT_BE_TOLD = "must_not_be_told", "They must not be told about this child"
    REMOVED = "removed", "Taken out of the record"
    SEALED = "sealed", "Sealed"
    OTHER_FAMILY = "other_family", "Belongs to another family"
    UNCLASSIFIED = "unclassified", "Nobody has said who may have this"
    PROTECTED = "protected", "Locates a person, and is not theirs"
    NOT_THEIRS = "not_theirs", "About a child this person is not connected with"
