"""Plans open 24 months or more."""

from reporting.measures.open_for import open_for

MEASURE = open_for(24)
