"""Advocacy: a parent agreed."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has

MEASURE = Measure(
    code="advocacy_agreed",
    name="Offers of an advocate where a parent agreed",
    definition="Of the offers of an advocate made in the period, for how many a parent agreed.",
    numerator="Offers where a parent agreed",
    denominator="Offers made in the period",
    counted=Counted.CHILDREN,
    source="Buckinghamshire 2023: a parent agrees before a referral is made",
    needs=FactKind.ADVOCACY,
    population=happened_in(FactKind.ADVOCACY),
    hit=has("agreed"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Children not offered one.",
    group="Service",
)
