"""English: the pages that a guest or an invited person opens by a link."""

WORDS = {
    # Every page
    "page.problem": "There is a problem",
    "page.error": "Error",
    "page.skip": "Skip to main content",
    "page.footer": "This page is private. Close it when you have finished.",
    "page.did_not_work": "This did not work",
    "page.choose": "Choose one answer",
    # A paper by a link and a code
    "guest.page.title": "A paper for you",
    "guest.page.private.email": (
        "This paper is private. We will send a code to your email, so that only you can open it."
    ),
    "guest.page.private.sms": (
        "This paper is private. We will send a code to your telephone, so that only you can open "
        "it."
    ),
    "guest.page.sent.email": "We sent you a code by email. Type it here. It works for 10 minutes.",
    "guest.page.sent.sms": (
        "We sent you a code by text message. Type it here. It works for 10 minutes."
    ),
    "guest.page.code": "Code",
    "guest.page.code_hint": "The 6 numbers we sent you",
    "guest.page.code_missing": "Type the 6 numbers we sent you",
    "guest.page.get": "Get the paper",
    "guest.page.send": "Send me a code",
    "guest.page.send_again": "Send me a new code",
    "guest.page.careful": "Do not open it where somebody else can see your screen.",
    "guest.no_longer": "This link does not work any more. Ask your social worker for a new one.",
    "guest.wrong_code": (
        "That is not the code we sent, or it is too old. Try again, or ask for a new one."
    ),
    "guest.too_many": ("We have sent too many codes. Ask your social worker for a new link."),
    "guest.too_soon": "We have just sent you a code. Wait a minute before you ask again.",
    # An invitation
    "invited.title": "You are asked to a meeting",
    "invited.cancelled": "The meeting will not take place then",
    "invited.was_to_be": (
        "It was to be on {when}. Please do not come. We will tell you the new day."
    ),
    "invited.another": (
        "It was to be on {when}. Please do not come. We will write to you about another meeting."
    ),
    "invited.nothing": (
        "It was to be on {when}. There will be no meeting. You do not need to do anything."
    ),
    "invited.when": "When",
    "invited.where": "Where",
    "invited.from_to": "{day}, {start} to {end}",
    "invited.letter": "Your letter (PDF)",
    "invited.calendar": "Put it in your calendar",
    "invited.calendar_note": "The entry says only “Meeting”.",
    "invited.calendar_out": "Take it out of your calendar",
    "invited.question": "Will you come?",
    "invited.in_person": "Yes, I will be there",
    "invited.remote": "Yes, by telephone or video",
    "invited.report_only": "No, but I will send my views or a report",
    "invited.not_coming": "No",
    "invited.send": "Send your answer",
    "invited.thanks": "Thank you. We have your answer.",
    "invited.no_date": "This meeting has no date at present.",
    "invited.over": "The day of this meeting has passed",
    "invited.over_text": (
        "The day of this meeting has passed, so this page is closed. Do you want to ask us "
        "something? Phone us on {telephone}."
    ),
}
