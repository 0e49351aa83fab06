from escalations.models.concern import Concern
from escalations.models.danger_call import DangerCall
from escalations.models.local_reason import LocalReason
from escalations.models.praise import Praise

__all__ = ["Concern", "DangerCall", "LocalReason", "Praise"]
