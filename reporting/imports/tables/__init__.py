"""The tables of the Standard Safeguarding Dataset that are read, in the order they are read."""

from reporting.imports.table import Table
from reporting.imports.tables import (
    addresses,
    assessments,
    departments,
    disabilities,
    enquiries,
    families,
    initials,
    involvements,
    need_plans,
    persons,
    plans,
    professionals,
    referrals,
    reviews,
    visits,
)

ALL: dict[str, Table] = {
    each.TABLE.name: each.TABLE
    for each in (
        departments,
        professionals,
        persons,
        families,
        disabilities,
        addresses,
        involvements,
        referrals,
        assessments,
        need_plans,
        enquiries,
        initials,
        plans,
        reviews,
        visits,
    )
}
