"""English. Written for a reading age of about 9."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

WORDS = {
    # Every page
    "for": "For {name}",
    "page": "Page {page} of {pages}",
    "pack": "Pack {number}",
    "private": "This paper is private. It was made only for you. Please keep it safe.",
    "draft": "DRAFT translation. Nobody has checked these words yet.",
    "not_translated": (
        "Some of this is in English. Ask your social worker to go through it with you."
    ),
    "translated_from": "The words in English:",
    # Titles
    "title.outline_plan": "Outline plan",
    "title.protection_plan": "Child protection plan",
    "title.child_page": "My page",
    "title.decision_letter": "What was decided",
    "title.summary_record": "Record of the conference",
    "title.document": "Document",
    # Headings. {name} is the child's name.
    "section.about": "About this meeting",
    "section.who_was_there": "Who was there",
    "section.introductions": "Why we are here",
    "section.worries": "What we are worried about",
    "section.worries_outside": "What is happening outside the home that worries us",
    "section.strengths": "What is working well",
    "section.strengths_outside": "Who and what helps to keep the child safe",
    "section.grey_areas": "What we do not know yet",
    "section.needs_to_happen": "What needs to happen",
    "section.needs_outside": "What all of us need to change around the child",
    "section.said_of_decision": "What was said about the decision",
    "section.danger_statement": "Why we are worried",
    "section.safety_goal": "What we want to see",
    "section.how_we_will_know": "How we will know it is better",
    "section.actions": "Who will do what, and by when",
    "section.contingency": "If the plan does not work",
    "section.bottom_lines": "What must always happen",
    "section.safety_scale": "How safe it is, from 0 to 10",
    "section.progress": "How it is going",
    "section.views": "What people think",
    "section.views_outside": "What the family say, and what would help them",
    "section.child_views": "What {name} says",
    "section.child_life": "What life is like for the child",
    "section.my_views": "What I said",
    "section.decision": "What was decided for {name}",
    "section.reasons": "Why",
    "section.agency_views": "What each agency thinks",
    "section.dissent": "Who did not agree",
    "section.what_next": "What happens next",
    "section.your_worker": "Your social worker",
    "section.your_lead": "Who leads the work",
    "section.who_helps": "Who will help me",
    "section.not_agree": "If you do not agree",
    "section.corrections": "Corrections",
    "section.for_child": "For {name}",
    "section.whole_family": "For the whole family",
    # Sentences
    "opening.outline_plan": "This is the plan we made together. It says who will do what.",
    "opening.outline_plan_absent": (
        "This is the plan that was made at the meeting. It says who will do what."
    ),
    "opening.outline_plan_work": (
        "This is the plan for the children and the family. It says who will do what."
    ),
    "opening.decision_letter_work": (
        "The conference met to talk about how to keep the children of the family safe."
    ),
    "opening.protection_plan": "This is the plan as it is now. It says who will do what.",
    "opening.child_page": "Hello {name}. This page is for you. It says what the grown-ups agreed.",
    "opening.decision_letter": "We met to talk about how to keep your family safe.",
    "opening.summary_record": "This is a short record. It does not hold every word.",
    "decision.plan_made": "There will be a child protection plan.",
    "decision.plan_continues": "The child protection plan carries on.",
    "decision.plan_ended": "The child protection plan has ended.",
    "decision.no_plan": "There will be no child protection plan.",
    "decision.child_in_need": "There will be a child in need plan, if you agree.",
    "decision.early_help": "There will be an early help plan, if you agree.",
    "decision.child_in_need_agreed": "There will be a child in need plan.",
    "decision.early_help_agreed": "There will be an early help plan.",
    "decision.no_more": "We will do nothing more now.",
    "decision.adjourned": "The meeting stopped before a decision. We will meet again.",
    "category.NEG": "Neglect",
    "category.PHY": "Physical abuse",
    "category.SAB": "Sexual abuse",
    "category.EMO": "Emotional abuse",
    "category.none": "We did not choose one kind of harm.",
    # In packs made before each kind was printed by its own name
    "category.MUL": "More than one kind of harm",
    "risk_outside_home": "The harm comes from outside the home.",
    "not_agree.how": (
        "Tell the chair if you do not agree, or if we did not treat you fairly. "
        "You can ask somebody to help you. The decision stands while we look at it."
    ),
    "core_group.own_meeting": "Your social worker will tell you about your own meeting.",
    "not_agree.phone": "Phone us on {name}.",
    "not_agree.phone_by": "Phone us on {name} by {day}. You can still tell us later.",
    "child_page.ask": "You can ask any question. You can say if something is wrong.",
    "not_agreed_yet": "To be confirmed",
    "to_be_confirmed_by": "To be confirmed by {name}",
    # Labels of facts
    "fact.date": "Date",
    "fact.place": "Place",
    "fact.chair": "Chair",
    "fact.decision": "Decision",
    "fact.what_next": "What happens next",
    "fact.category": "Kind of harm",
    "fact.since": "Since",
    "fact.reasons": "Why",
    "fact.core_group": "First core group",
    "fact.next_core_group": "Next core group",
    "fact.review": "Next conference, on or before",
    "fact.review_on": "Next conference",
    "fact.first_meeting": "First meeting",
    "fact.lead_worker": "Social worker",
    "fact.lead_other": "Lead worker",
    "fact.telephone": "Telephone",
    "fact.email": "Email",
    "fact.scale": "{name}",
    "fact.present": "There",
    "fact.sent_views": "Sent their views",
    "fact.born": "Born",
    "fact.expected": "Expected",
    "fact.address": "Address",
    "fact.school": "School",
    "fact.language": "Language",
    # The table of actions
    "column.what": "What",
    "column.who": "Who",
    "column.when": "By when",
    # Cover sheet and stamps
    "cover.title": "Cover sheet",
    "cover.give": "Give to this person only. Ask them to sign for it.",
    "cover.signed": "Signed",
    "cover.date": "Date and time",
    "copy": "Copy {number}",
    # A child's own page
    "opening.teenager": "Hello {name}. This page is for you. It says what the meeting agreed.",
    "section.child_why": "Why there was a meeting",
    "section.child_decision": "What they decided",
    "section.child_space": "My space",
    "child_page.why": (
        "People who care about you had a meeting. They talked about how to keep you safe and "
        "well. You have done nothing wrong."
    ),
    "child_page.not_there": "You were not at the meeting. That is all right.",
    "child_page.read_together": "You can read this page with somebody you like.",
    "child_page.no_words": "Your own words are not on this page yet. We would like to hear them.",
    "child_page.no_jobs": (
        "The grown-ups have a list of things to do for you and your family. Your social worker "
        "can tell you about it."
    ),
    "child_page.plan_made": (
        "There will be a plan to keep you safe. It is called a child protection plan."
    ),
    "child_page.plan_continues": (
        "The plan to keep you safe goes on. It is called a child protection plan."
    ),
    "child_page.child_in_need": (
        "There will be a plan to help you and your family, if your family says yes."
    ),
    "child_page.early_help": "Your family can have some help, if they say yes.",
    "child_page.no_more": "You do not need a plan now.",
    "child_page.come": (
        "You can come to the next big meeting if you want to. Or you can tell somebody what to "
        "say for you."
    ),
    "child_page.advocate": (
        "You can ask for an advocate. An advocate helps you to say what you want."
    ),
    "child_page.space": (
        "Write or draw here what you want us to know. Give it to somebody you trust."
    ),
    "fact.child_core_group": "The grown-ups meet to check the plan",
    "fact.child_review": "The next big meeting, on or before",
    "fact.child_review_on": "The next big meeting",
    "child_page.childline": "You can ring Childline, day and night. It is free: {name}",
    # Letters, emails and text messages
    "letter.number": "Letter {number}",
    "letter.dear": "Dear {name}",
    "letter.invite.title": "Please come to a meeting",
    "letter.invite.opening": (
        "This is the meeting that your social worker spoke to you about. We would like "
        "you to be there."
    ),
    "letter.change.title": "The time or place of the meeting has changed",
    "letter.change.opening": "This letter replaces the one before.",
    "letter.cancel.title": "The meeting will not take place then",
    "letter.cancel.opening": (
        "We told you about a meeting. It will not take place at the time below. Please "
        "do not come. We will tell you the new day."
    ),
    "letter.cancel.another": (
        "We told you about a meeting. It will not take place at the time below. Please do "
        "not come. We will write to you about another meeting."
    ),
    "letter.cancel.no_meeting": "There will be no meeting",
    "letter.cancel.nothing": (
        "We told you about the meeting below. There will be no meeting. You do not need to "
        "do anything."
    ),
    "letter.supporter": (
        "You can bring somebody to support you. Please tell us first who it will be."
    ),
    "letter.needs": (
        "Tell us if you need an interpreter, help with travel, or a room you can get to"
        " without stairs."
    ),
    "letter.telephone": (
        "If you cannot come, or want to ask something, telephone us on {telephone}."
    ),
    "letter.ask": "If you want to ask something, telephone us on {telephone}.",
    "letter.exclusion.title": "The chair’s decision about the meeting",
    "letter.exclusion.all": (
        "I am the chair of the meeting. I have decided that you cannot be at it. This "
        "is unusual, and I have thought about it with care."
    ),
    "letter.exclusion.part": (
        "I am the chair of the meeting. I have decided that you cannot be at one part "
        "of it. This is unusual, and I have thought about it with care."
    ),
    "letter.exclusion.speak": (
        "What you want to say matters. Somebody can speak for you: a friend, or an "
        "advocate. We can help you find one."
    ),
    "letter.exclusion.wrong": (
        "If you think this is wrong, tell us. You can telephone {telephone} or write to"
        " us. We will tell you how to complain."
    ),
    "letter.chair": "{name}, chair",
    "ground.prejudice": "It could seriously harm the child",
    "ground.violence": "Violence, threats, or words and acts that hurt others",
    "ground.safe_and_fair": "It would not be safe or fair for everybody",
    "ground.confidential": "Private information about other people, or legal or criminal matters",
    "ground.conflict": "Conflict between family members",
    "fact.day": "Day",
    "fact.time": "Time",
    "fact.way_there": "How to get there",
    "fact.heard": "How you will still be heard",
    "mail.invite.subject": "A meeting on {day}",
    "mail.change.subject": "Changed: a meeting on {day}",
    "mail.cancel.subject": "The meeting on {day} will not take place",
    "mail.invite": "You are asked to a meeting on {when}.",
    "mail.change": (
        "The time or place of a meeting has changed. You are asked to a meeting on {when}."
    ),
    "mail.cancel": "The meeting on {when} will not take place.",
    "mail.excluded.subject": "Please do not come on {day}",
    "mail.excluded": (
        "You are no longer asked to the meeting on {when}. Please do not come. We will tell you "
        "why."
    ),
    "mail.answer": "Where it is and how to answer: {link}",
    "guest.link.subject": "A paper for you",
    "guest.link": (
        "There is a paper for you. Open this link. We will then send you a code to type in."
    ),
    "guest.link.lasts": "The link works for 7 days. If you did not expect this, do not open it.",
    "guest.code.subject": "Your code",
    "guest.code": "Your code is {code}",
    "guest.code.lasts": (
        "It works once, for 10 minutes. Nobody from the council will ever ask you for it."
    ),
    # Feedback: what a pack asks at its end, and the pages its code leads to
    "section.feedback": "How was it?",
    "link.square": "Point the camera of a phone here",
    "feedback.tell_us": "Tell us here",
    "feedback.ask": (
        "Please tell us how the meeting went. It takes two minutes. You do not give your name."
    ),
    "feedback.scan": (
        "Point the camera of your phone at the square. Or type the address, and then your code."
    ),
    "feedback.not_watched": "Nobody watches these answers as they come in.",
    "feedback.danger": "If a child is in danger now, phone 999.",
    "feedback.danger_day": "You can phone us in the day on {name}.",
    "feedback.danger_night": "At night and at weekends, phone {name}.",
    "feedback.title": "How was the meeting?",
    "feedback.anonymous": (
        "We do not look at who wrote this. But if you tell us that a child is being hurt, we "
        "find out which family it is, so that we can help."
    ),
    "feedback.optional": "You do not have to answer everything.",
    "feedback.q.understood_why": "Did you understand why there was a meeting?",
    "feedback.q.report_in_time": "Did you see the report in good time before the meeting?",
    "feedback.q.listened": "Did people listen to you?",
    "feedback.q.respect": "Were you treated with respect?",
    "feedback.q.plan_clear": "Do you know what is in the plan?",
    "feedback.q.knows_next": "Do you know what will happen next?",
    "feedback.q.help_to_speak": "Did somebody help you to say what you think?",
    "feedback.yes": "Yes",
    "feedback.partly": "A bit",
    "feedback.no": "No",
    "feedback.went_well": "What was good?",
    "feedback.could_be_better": "What should we do better?",
    "feedback.contact": "Do you want us to phone you? Then write your name and number here.",
    "feedback.skip": "Skip to main content",
    "feedback.send": "Send",
    "feedback.easy": "Easy read",
    "feedback.standard": "Small letters and no pictures",
    "feedback.languages": "Other languages",
    "feedback.problem": "There is a problem",
    "feedback.empty": "Answer one question, or write something.",
    "feedback.too_long": "You wrote {count} letters. The most is {most}. Please make it shorter.",
    "feedback.choose": "Choose one of the three answers.",
    "feedback.busy": (
        "Too many answers come from this place at once. Your words are still here. Wait ten "
        "minutes and press Send again."
    ),
    "feedback.busy_page": (
        "Too many people open this page from the same place at once. Wait ten minutes and try "
        "again."
    ),
    "feedback.once_more": "Nothing was sent yet. Please press Send once more.",
    "feedback.leave_empty": "Leave this box empty",
    "feedback.enough": "We have several answers with this code. To tell us more, phone {name}.",
    "feedback.thanks": "Thank you. We have your answer.",
    "feedback.thanks_text": (
        "If you wrote something, somebody will read it on the next working day."
    ),
    "feedback.had_it": "We have it already",
    "feedback.had_it_text": (
        "An answer came with this code before. If you wrote something new, it is kept too. "
        "Nothing is lost."
    ),
    "feedback.answered": (
        "We have an answer with this code already. You can still add something. It is kept too."
    ),
    "feedback.gone": "This code does not work",
    "feedback.gone_text": (
        "There may be a letter wrong, or its time may be over. You can still tell us how it "
        "was: phone {name}."
    ),
    "feedback.your_words": "Here is what you wrote, so that you can copy it:",
    "feedback.code": "Type the code from your plan",
    "feedback.go_on": "Go on",
    "feedback.paper_how": (
        "Tick one box in each line. Give this page to somebody at the meeting, or leave it at "
        "the front desk."
    ),
    "feedback.paper_code": "The code from your plan, if you like",
}
