"""The advisory locks of this room, each with a number of its own."""

from typing import Final

REFRESHING: Final = 4_711_026  # two refreshes together would add the same fact twice
FREEZING: Final = 4_711_027  # one freezing at a time: the number of an edition follows the last
IMPORTING: Final = 4_711_028  # one import at a time
DOING_AN_IMPORT: Final = 4_711_029  # with its number: that it is being done
