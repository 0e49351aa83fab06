"""Words the service uses for people, and the codes the census uses (domain.md, section 10)."""

from django.db import models


class Role(models.TextChoices):
    """What somebody is posted to do. The reach of each is in `REACH`."""

    PRINCIPAL_OFFICER = "principal_officer", "Principal officer"
    DUTY_PRINCIPAL_OFFICER = "duty_principal_officer", "Duty principal officer"
    BUSINESS_SUPPORT = "business_support", "Business support"
    SOCIAL_WORKER = "social_worker", "Social worker"
    TEAM_MANAGER = "team_manager", "Team manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    DATA_OFFICER = "data_officer", "Data officer"
    EMERGENCY_DUTY = "emergency_duty", "Emergency duty or MASH"


class Reach(models.TextChoices):
    SERVICE = "service", "The whole service"
    TEAM = "team", "Their team; posted to an area and no team, the whole area"
    CASELOAD = "caseload", "Their own caseload"
    NOTHING = "nothing", "No case, only the emergency look-up"


REACH: dict[str, Reach] = {
    Role.PRINCIPAL_OFFICER: Reach.CASELOAD,
    Role.DUTY_PRINCIPAL_OFFICER: Reach.SERVICE,
    Role.BUSINESS_SUPPORT: Reach.SERVICE,
    Role.SOCIAL_WORKER: Reach.CASELOAD,
    Role.TEAM_MANAGER: Reach.TEAM,
    Role.HEAD_OF_SERVICE: Reach.SERVICE,
    Role.DATA_OFFICER: Reach.SERVICE,
    Role.EMERGENCY_DUTY: Reach.NOTHING,
}


class CaseRoleKind(models.TextChoices):
    """A role on one family's case. Deadlines are owned by these, resolved when read."""

    CHAIR = "chair", "Conference chair"
    LEAD_SOCIAL_WORKER = "lead_social_worker", "Lead social worker"
    TEAM_MANAGER = "team_manager", "Team manager"
    BUSINESS_SUPPORT = "business_support", "Business support"


class Sex(models.TextChoices):
    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known, or not yet born"


class Ethnicity(models.TextChoices):
    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WOTH = "WOTH", "Any other White background"
    WROM = "WROM", "Gypsy or Roma"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Black Caribbean"
    BAFR = "BAFR", "Black African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Refused"
    NOBT = "NOBT", "Not yet obtained"


class PupilNumberUnknown(models.TextChoices):
    """Why a child has no unique pupil number (census UPNunknown; its words from code set CS051)."""

    TOO_YOUNG = "UN1", "Under 6 and not yet given one"
    NO_SCHOOL_HERE = "UN2", "Never went to a state school in England"
    EDUCATED_ABROAD = "UN3", "Educated outside England"
    NEWLY_IN_NEED = "UN4", "Newly in need in the last week of the census year"
    DOUBTFUL = "UN5", "Sources differ about name or birthday, so none can be matched"
    CANNOT_BE_HAD = "UN6", "Not looked after, and the authority cannot obtain it"
    NO_ACTION = "UN7", "Referral with no further action"


class Disability(models.TextChoices):
    NONE = "NONE", "None"
    MOB = "MOB", "Mobility"
    HAND = "HAND", "Hand function"
    PC = "PC", "Personal care"
    INC = "INC", "Incontinence"
    COMM = "COMM", "Communication"
    LD = "LD", "Learning"
    HEAR = "HEAR", "Hearing"
    VIS = "VIS", "Vision"
    BEH = "BEH", "Behaviour"
    CON = "CON", "Consciousness"
    AUT = "AUT", "Autism or Asperger syndrome"
    DDA = "DDA", "Other disability under the Equality Act"


class RelationshipKind(models.TextChoices):
    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent or parent's partner"
    GRANDPARENT = "grandparent", "Grandparent"
    AUNT_OR_UNCLE = "aunt_or_uncle", "Aunt or uncle"
    CARER = "carer", "Carer"
    SIBLING = "sibling", "Brother or sister"
    OTHER = "other", "Other"


class SafeContact(models.TextChoices):
    """How a family member may safely be reached, the least careful way first."""

    POST = "post", "Letter to their own address"
    EMAIL = "email", "Email"
    PHONE = "phone", "Telephone only"
    BY_HAND = "by_hand", "By hand, from the social worker"
    NONE = "none", "Do not contact"


class ContactWay(models.TextChoices):
    """What somebody confirmed to be theirs."""

    EMAIL = "email", "Email address"
    TELEPHONE = "telephone", "Telephone number"


class AgencyKind(models.TextChoices):
    """Agencies with a view. Health visitor, school nurse and school count separately (Swindon)."""

    SOCIAL_CARE = "social_care", "Children's social care"
    POLICE = "police", "Police"
    HEALTH_VISITING = "health_visiting", "Health visiting"
    SCHOOL_NURSING = "school_nursing", "School nursing"
    MIDWIFERY = "midwifery", "Midwifery"
    GP = "gp", "GP"
    PAEDIATRICS = "paediatrics", "Paediatrics"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SCHOOL = "school", "School or nursery"
    PROBATION = "probation", "Probation"
    HOUSING = "housing", "Housing"
    SUBSTANCE_MISUSE = "substance_misuse", "Drug and alcohol service"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse service"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    ADVOCACY = "advocacy", "Advocacy"
    INTERPRETING = "interpreting", "Interpreting"
    LEGAL = "legal", "Legal services"
    PARTNERSHIP = "partnership", "Safeguarding partnership"
    OTHER = "other", "Other"


class BereavementKind(models.TextChoices):
    DIED = "died", "A death"
    PREGNANCY_ENDED = "pregnancy_ended", "A pregnancy that ended"
