"""Pages about people: add, correct, relate, house, restrict, merge, and who has looked."""
