"""Advocacy: the advocate came to a conference."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has

MEASURE = Measure(
    code="advocacy_attended",
    name="Offers of an advocate where the advocate came to a conference",
    definition=(
        "Of the offers of an advocate made in the period, for how many the advocate came to "
        "a conference."
    ),
    numerator="Offers where the advocate came to a conference",
    denominator="Offers made in the period",
    counted=Counted.CHILDREN,
    source="Buckinghamshire 2023: a parent agrees before a referral is made",
    needs=FactKind.ADVOCACY,
    population=happened_in(FactKind.ADVOCACY),
    hit=has("attended"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Children not offered one.",
    group="Service",
)
