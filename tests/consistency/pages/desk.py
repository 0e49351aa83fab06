"""The start page, search, a child's and a family's page, the emergency look-up."""

from people.enums import Role
from tests.consistency.page_matrix import EVERYBODY, Page, about_family, for_roles

LOOKERS = {Role.EMERGENCY_DUTY, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}

PAGES: list[Page] = [
    for_roles("desk:home", EVERYBODY, needs_posting=False),
    for_roles("desk:search", EVERYBODY),
    about_family("desk:child", EVERYBODY, lambda case: {"pk": case.child.pk}),
    about_family("desk:family", EVERYBODY, lambda case: {"pk": case.family.pk}),
    for_roles("desk:on_a_plan", LOOKERS),
    for_roles("desk:nightly_list", LOOKERS, reads=True),
]
OPEN: dict[str, str] = {}
