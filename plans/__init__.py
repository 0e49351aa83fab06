"""Outline plans, child protection plans and their actions. Never holds a meeting."""
