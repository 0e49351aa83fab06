"""Plans open 12 months or more."""

from reporting.measures.open_for import open_for

MEASURE = open_for(12)
