"""What is written in the made-up concerns, forms, complaints and checks. About nobody real."""

IMPACT = "Nobody has seen {child} at home for a month, so nobody knows if the nights are calm."
ASKED = "Visit {child} this week, alone, and hold the core group before the month is out."
ANSWER = "The team has two posts empty. A duty worker visits on Thursday."
ANSWER_ABOVE = "By telephone: a worker from another team takes the family from Monday."
NO_SERVICE_MANAGER = "The post of service manager is empty until the spring."
DIRECTOR_SAID = "In a meeting: two workers come from the other area until both posts are filled."
CAN_WAIT = "The family is away until then, and Gran writes every evening."
NOT_ENOUGH = "One visit does not mend a month without any."
RESOLVED = "Talked with the social worker: the assessment was read with the parents on Tuesday."
OUTCOME = "{child} was seen alone twice, and the core group met with everybody there."
WITHDRAWN = "The visit had been made and was on record under a wrong date."
NOTE = "Rang the service: their key worker has left."
TOLD = "Nuala Farthing, emergency duty"
SAFE = "Police and emergency duty went at once. Gran stays with the children."
PRAISE = "Every visit in time, and {child} drew the plan with the social worker."
COMPLAINT = "We were given the report in the corridor ten minutes before. Nobody asked us."
LATE = "The family were away, and rang on the day they came back."
TO_PANEL = "The chair asked that somebody else look at it."
PANEL = ("Idris Meadowcroft", "Roisín Tanqueray")
FOUND = "The report came too late. What was decided was sound."
TOLD_FAMILY = "By letter, and read to them by the advocate"
FOUND_AT_MIDPOINT = (
    ("on_track", "carry_on", ""),
    ("drifting", "catch_up", "Two visits were missed and the dentist is not booked."),
    ("stuck", "early_review", "The shouting is back and nobody answers the door."),
)
PLAN_HELPS = "Breakfast club works. The nights are not safer yet."
RECOMMENDED = "The core group meets this month and looks at who can sleep at the house."
LIVED = "{child} sleeps at Gran’s when it is loud, and likes drawing best."
SAMPLE = "Footprints, this season"
STRENGTHS = "The child’s own words are in every record."
IMPROVEMENTS = "Recommendations without a name and a date."
ANSWERED = "The report must come two days before. I am sorry that it did not."
CONTENT = "They are content with the answer."
TAKEN_BACK = "Told the social worker on the telephone, and wrote it down with her."
RANG_THEM = "Rang them at the number their agency gives"
