"""The annual report: one content, made of figures, and every file a picture of that content.

It counts nothing itself (`reporting.domain.figures` does) and writes nothing about a child.
"""
