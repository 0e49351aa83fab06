"""How the fields of `people` are classified. `people` is a lower room and knows no disclosure."""

from __future__ import annotations

from disclosure.classification import Class, register

IDENTITY, FAMILY, PROFESSIONAL = Class.IDENTITY, Class.FAMILY, Class.PROFESSIONAL
PROTECTED, INTERNAL, PUBLIC = Class.PROTECTED, Class.INTERNAL, Class.PUBLIC


def register_people() -> None:
    register(
        "people.Person",
        {
            "id": INTERNAL,
            "family_name": IDENTITY,
            "given_names": IDENTITY,
            "known_as": IDENTITY,
            "date_of_birth": PROFESSIONAL,
            "telephone": PROTECTED,
            "email": PROTECTED,
            "safe_contact": INTERNAL,
            "safe_contact_note": INTERNAL,
            "first_language": FAMILY,
            "needs_interpreter": PROFESSIONAL,
            "access_needs": PROFESSIONAL,
            "is_protected": INTERNAL,
            "died_on": PROFESSIONAL,
            "merged_into": INTERNAL,
            "search_keys": INTERNAL,
        },
    )
    register(
        "people.Child",
        {
            "person": INTERNAL,
            "family": INTERNAL,
            "local_id": PROFESSIONAL,
            "nhs_number": PROFESSIONAL,
            "mother_nhs_number": INTERNAL,
            "upn": INTERNAL,
            "former_upn": INTERNAL,
            "upn_unknown": INTERNAL,
            "sex": PROFESSIONAL,
            "gender": FAMILY,
            "expected_on": FAMILY,
            "birth_order": PROFESSIONAL,
            "ethnicity": PROFESSIONAL,
            "disabilities": PROFESSIONAL,
            "school": PROFESSIONAL,
        },
    )
    register(
        "people.Family",
        {
            "id": INTERNAL,
            "name": IDENTITY,
            "reference": PROFESSIONAL,
            "area": PROFESSIONAL,
            "team": PROFESSIONAL,
            "is_restricted": INTERNAL,
            "restricted_reason": INTERNAL,
            "created_at": INTERNAL,
        },
    )
    register(
        "people.Relationship",
        {
            "id": INTERNAL,
            "child": INTERNAL,
            "person": INTERNAL,
            "kind": PROFESSIONAL,
            "parental_responsibility": PROFESSIONAL,
            "lives_with": PROFESSIONAL,
            "must_not_be_told": INTERNAL,
            "poses_risk": INTERNAL,
            "from_on": PROFESSIONAL,
            "to_on": PROFESSIONAL,
        },
    )
    register("people.Address", {"id": INTERNAL, "lines": PROTECTED, "postcode": PROTECTED})
    register(
        "people.Residence",
        {
            "id": INTERNAL,
            "person": INTERNAL,
            "address": PROTECTED,
            "from_on": PROTECTED,
            "to_on": PROTECTED,
            "is_protected": INTERNAL,
            "confirmed_on": INTERNAL,
        },
    )
    register(
        "people.Professional",
        {
            "person": IDENTITY,
            "agency": PUBLIC,
            "job_title": PUBLIC,
            "team": PUBLIC,
            "user": INTERNAL,
            "work_email": PROTECTED,
            "work_telephone": PROTECTED,
            "work_address": PROTECTED,
            "left_on": INTERNAL,
        },
    )
    register("people.Agency", {"id": INTERNAL, "name": PUBLIC, "kind": PUBLIC, "in_use": INTERNAL})
    register("people.Team", {"id": INTERNAL, "name": PUBLIC, "area": PUBLIC, "in_use": INTERNAL})
    register("people.Area", {"id": INTERNAL, "name": PUBLIC, "in_use": INTERNAL})
    register(
        "people.CaseRole",
        {
            "id": INTERNAL,
            "family": INTERNAL,
            "professional": IDENTITY,
            "kind": PUBLIC,
            "from_on": PROFESSIONAL,
            "to_on": PROFESSIONAL,
        },
    )
