"""The boxes of the page a code leads to, by name, and how much fits into one."""

LONGEST = 3000
WORDS = ("went_well", "could_be_better", "contact")
TRAP = "website"  # nobody sees this box; what fills it in is not a person
