"""What a token may be used for."""

from django.db import models


class Scope(models.TextChoices):
    """Asked beside the role: a token opens no more than both allow."""

    PEOPLE_READ = "people:read", "Read children and families"
    CONFERENCES_READ = "conferences:read", "Read requests, conferences and attendance"
    CONFERENCES_WRITE = (
        "conferences:write",
        "Ask for, screen and hold conferences, record who came, decide and close",
    )
    BOOKINGS_READ = "bookings:read", "Read bookings and free slots"
    BOOKINGS_WRITE = "bookings:write", "Book conferences"
    DEADLINES_READ = "deadlines:read", "Read deadlines"
    PLANS_READ = "plans:read", "Read plans, actions, core groups and visits"
    PLANS_WRITE = "plans:write", "Record core groups, visits and actions"
    MIDPOINTS_READ = "midpoints:read", "Read midpoint checks"
    MIDPOINTS_WRITE = "midpoints:write", "Record midpoint checks"
    ESCALATIONS_READ = "escalations:read", "Read concerns and Resolution Forms"
    ESCALATIONS_WRITE = (
        "escalations:write",
        "Raise, answer, step up and resolve concerns and Resolution Forms",
    )
