"""Plans, core groups and visits in words, links and pictures."""
