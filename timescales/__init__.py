"""Working days, the table of rules, deadlines. Never moves a booking."""
