"""Every rule of the census that domain.md, section 10, names: how grave it is, and what is said.

E stops the file from being merged; Q asks for a reason.
"""

SEVERITY_AND_WORDS = {
    "1104": ("E", "The initial conference is before the referral."),
    "1105": ("E", "The plan starts before the referral."),
    "1570": ("E", "The child’s number is missing or has more than 20 characters."),
    "1580": ("E", "The child’s number may hold letters and digits only."),
    "2883": ("E", "More plans started in the year than initial conferences were held."),
    "2884": (
        "E",
        "The same initial conference stands with the enquiry and as a transfer-in. A "
        "transfer-in has no enquiry.",
    ),
    "2885": (
        "E",
        "The plan starts on a day with no initial conference. Correct the conference or the "
        "plan where it was recorded; never date either back.",
    ),
    "2886": ("Q", "The sex of more than 2% of the children who are born is not known."),
    "2888": ("Q", "No child has more than one disability recorded. Record each of them."),
    "2889": ("E", "The section 47 enquiry starts before the referral."),
    "2990": (
        "E",
        "The referral was closed after assessment, and an enquiry, a conference or a plan "
        "stands against it.",
    ),
    "2991": ("Q", "There is a section 47 enquiry and no assessment."),
    "4001": ("E", "A child in need plan and a child protection plan are both open."),
    "4003": ("E", "A review of the child protection plan falls inside a child in need plan."),
    "4016": ("E", "A child in need plan starts while a child protection plan runs."),
    "4017": ("E", "The child protection plan starts while a child in need plan runs."),
    "4180": ("E", "Sex must be M, F or U."),
    "8525": ("Q", "Give a date of birth or an expected date of birth, and not both."),
    "8530": (
        "Q",
        "The expected date of birth is more than 30 days before 31 March, or more than nine "
        "months after it. Has the baby been born?",
    ),
    "8540": ("E", "Say which disabilities the child has, or that there are none."),
    "8606": ("E", "The referral is more than 40 weeks before the (expected) birth."),
    "8615": (
        "E",
        "The section 47 enquiry must have a start date, on or before the day of its "
        "conference. Record the strategy discussion that initiated it.",
    ),
    "8675": (
        "Q",
        "The enquiry started more than 15 working days before 31 March, and has neither a "
        "conference nor a note that none was needed.",
    ),
    "8715": ("E", "The initial conference was not held in the census year."),
    "8720": ("E", "The plan must have a start date, on or before 31 March."),
    "8730": ("E", "Say how many plans of this authority the child had before."),
    "8740": ("E", "An enquiry without a conference must have started in the census year."),
    "8750": ("E", "The sex of a child who is not born yet must be U."),
    "8831": ("E", "A referral that ended in no further action has an assessment or an enquiry."),
    "8832": ("E", "A referral that ended in no further action has a child protection plan."),
    "8839": ("E", "More than one enquiry of this referral has neither a conference nor a reason."),
    "8840": ("E", "The plan starts and ends on the same day."),
    "8841": ("E", "A review is dated on or before the day the plan started."),
    "8842": ("Q", "A review of the plan has no date."),
    "8868": (
        "E",
        "The referral is closed, and an enquiry has neither a conference nor a note that none"
        " was needed.",
    ),
    "8870": ("Q", "The day by which the conference was due is a Saturday or Sunday."),
    "8875": ("E", "The initial conference is dated on a Saturday or Sunday."),
    "8890": (
        "E",
        "The section 47 enquiry starts while another of the same referral is under way.",
    ),
    "8905": ("E", "The initial category of abuse is missing or not a code of the census."),
    "8910": ("E", "The latest category of abuse is missing or not a code of the census."),
    "8915": ("E", "The plan starts after the child’s death."),
    "8920": ("E", "The plan is open, or ends, after the child’s death."),
    "8925": ("E", "The plan ends before it starts."),
    "8930": ("E", "The plan’s end is not in the census year."),
    "8935": ("E", "More than one plan is open."),
    "8940": ("E", "The plan starts while another runs, or on the day it ended."),
}
