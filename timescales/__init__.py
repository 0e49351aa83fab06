"""Working days, the table of rules, deadlines.

Decides when something is due and explains why. Never moves a booking: a day that stops being a
working day re-dates open deadlines, and tells the rooms above so that people can decide.
"""
