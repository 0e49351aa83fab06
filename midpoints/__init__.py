"""The chair's checks between conferences, and dip samples of them. Decides nothing about a plan."""
