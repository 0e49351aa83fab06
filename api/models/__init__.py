from api.models.kept_answer import KeptAnswer
from api.models.service_account import ServiceAccount
from api.models.token import Token

__all__ = ["KeptAnswer", "ServiceAccount", "Token"]
