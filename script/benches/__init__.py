"""Speed as ratios over a raw floor, both measured in one run (quality.md, section 3).

`inside` runs in processes of its own, each with one database; everything here only asks them.
"""
