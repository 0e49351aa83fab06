from midpoints.models.check import CheckedChild, MidpointCheck
from midpoints.models.dip_sample import (
    DipCase,
    DipSample,
    HeadingGrade,
    Judgement,
    LocalHeading,
)

__all__ = [
    "CheckedChild",
    "DipCase",
    "DipSample",
    "HeadingGrade",
    "Judgement",
    "LocalHeading",
    "MidpointCheck",
]
