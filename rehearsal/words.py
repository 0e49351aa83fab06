"""What is said in the made-up conferences. Plain, short, and about nobody real."""

REASON = (
    "The school saw that {child} came in hungry and tired most days this term. The home was cold "
    "and there was little food when we visited. {mother} is finding things very hard."
)
SAFETY_PLAN = (
    "Gran sleeps at the house every night until the conference. The school rings the social "
    "worker by 9:30am if {child} is not in. Food parcels come on Mondays."
)
WORRIES = (
    "{child} comes to school hungry three or four days a week.",
    "{child} missed two dentist visits and is in pain.",
    "There are loud arguments at night and the children hear them.",
    "{mother} says she cannot always get up in the morning.",
)
WORKING_WELL = (
    "{child} loves drawing and has a good friend at school.",
    "{mother} rang the health visitor herself to ask for help.",
    "Gran lives close by and sees the family every day.",
)
GREY_AREAS = ("We do not know yet who looks after {child} on Saturdays.",)
CHILD_VIEWS = (
    "{child} said: I like it best when everybody eats together.",
    "{child} said: I want the shouting to stop.",
)
FAMILY_VIEWS = ("{mother} said: I want my children to be happy and I will take the help.",)
POLICE = "Police were called to the street twice in October about another household."
ITEMS = (
    (
        "danger_statement",
        "We are worried that {child} may go hungry or be left alone, and become ill or get hurt.",
    ),
    ("safety_goal", "{child} has enough to eat every day and always has an adult at home."),
    ("how_we_will_know", "{child} has breakfast before school, five days out of five."),
    ("contingency", "If {mother} is unwell, she rings Gran. If Gran is away, she rings us."),
    ("bottom_line", "{child} must never be left alone at night."),
)
ACTIONS = (
    ("Book a dentist visit for {child} and go along.", "family", 14),
    ("Visit {child} at home every week and see {child} alone.", "social_worker", 7),
    ("Offer breakfast club from Monday.", "school", 5),
    ("Weigh and measure {child} and tell the core group.", "health", 21),
)
THRESHOLD_MET = "{child} has been left hungry and alone, and it is likely to happen again."
THRESHOLD_NOT_MET = "Things are much better at home. The family can do the rest with some help."
EARLIER_CASE = "Made-up history for the rehearsal."
CHAIR_REASON = (
    "The agencies differ. Gran now lives with the family, so help by agreement is enough."
)
PROGRESS = {
    "better": "{child} came in fed and rested most days, and the school says so too.",
    "same": "Some good days and some hard ones. {mother} has asked for more help in the mornings.",
    "worse": "{child} was late four times and hungry twice after the cooker broke.",
}
CORE_GROUP_VIEWS = "I liked it when we cooked together. I want that every Friday."
NEW_ACTION = "Ring the housing office about the cooker, with {mother} on the call."
EVIDENCE = "Seen at the visit: the letter and the new date on the fridge."
PLACE = "Storybrook Primary School"
CALLED_BACK = "The day of the core group in it is wrong."
MAY_STAND = "It is somebody who works with this family"
GOES_ON = "The plan goes on as it is. Nobody visits or writes this week; Gran rings us."
CONTACT = "By telephone to Gran, in the mornings, until the funeral is over."
PANEL_ASKS = "The team manager books the parenting course by the end of the month."
LEARNT = "The breakfast club stopped with the plan. Help must go on when a plan ends."
PARENT = "Mother"
DISSENT = "The baby clinic sees a child who gains no weight. We asked for the category of neglect."
DISSENT_STANDS = "The chair weighed this in the meeting. The decision stands; health visits weekly."
WRONG_CATEGORY = "The wrong category was ticked. The meeting had agreed on physical harm."
SOONER = "Everybody can come a week sooner, and the parents would like to be told before the term."
NOT_ON_A_PLAN = "Has no child protection plan."
TO_EXCLUDE = "The father, from all of it: the mother would not speak while he is there."
EXCLUDED = "They cannot be in one room yet. With him there the children's mother would say nothing."
HEARD_BEFORE = "The chair rings him the day before, and reads out what he said"
HEARD_APART = "The father said: I will pay for the cooker. I would like to see them on Sundays."
TAKEN_ON = "Pay for the new cooker, and bring the bill to the social worker."
ANOTHER_FAMILY = "It was the core group of another family."
ONE_BABY = "The second scan shows one baby only."
PARTNER_ANSWER = "I was told the wrong day. I come to the next one, and have sent my report."
CHAIR_LEAVES = "Retires at the end of the week. Each family has been told who comes."
