"""The pages of the clocks: the rules, why this date, the calendar, local values."""
