from people.models.access import BreakGlass, ConflictOfInterest, NamedAccess
from people.models.address import Address, Residence
from people.models.bereavement import Bereavement
from people.models.child import Child
from people.models.contact import ContactConfirmation
from people.models.family import Family
from people.models.merge import Merge
from people.models.organisation import Agency, Area, Team
from people.models.person import Person
from people.models.posting import CaseRole, Posting
from people.models.professional import Professional
from people.models.relationship import Relationship
from people.models.scope import FamilyScopedQuerySet

__all__ = [
    "Address",
    "Agency",
    "Area",
    "Bereavement",
    "BreakGlass",
    "CaseRole",
    "Child",
    "ConflictOfInterest",
    "ContactConfirmation",
    "Family",
    "FamilyScopedQuerySet",
    "Merge",
    "NamedAccess",
    "Person",
    "Posting",
    "Professional",
    "Relationship",
    "Residence",
    "Team",
]
