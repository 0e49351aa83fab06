"""Plans open 18 months or more."""

from reporting.measures.open_for import open_for

MEASURE = open_for(18)
