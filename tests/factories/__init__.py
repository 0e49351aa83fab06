"""Boring functions that make saved objects: one module for each app, one function for each model.

Each takes any field of the model by name and fills in the rest; nothing is random, so a failing
test fails the same way twice.
"""
