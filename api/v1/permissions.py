"""The scope of the token, beside the role of its account, which the domain asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission

from audit.domain import refuse
from people.errors import Refused
from people.rules import is_staff

if TYPE_CHECKING:  # REST framework reads the settings, which name this, while it is imported
    from rest_framework.request import Request
    from rest_framework.views import APIView


class HasScope(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises what says why; a refusal is audited."""
        if request.user is None:
            raise NotAuthenticated
        if view.action is None:
            return True  # no such step: the answer is "not this way"
        scope = scope_of(request.method, view)
        if not is_staff(request.user):
            reason = "no role today"
            words = "This account has no role today, so it may see nothing."
        elif scope not in request.auth.scopes:
            reason = f"scope {scope}"
            words = f"This account may not do this: it lacks the scope {scope}."
        else:
            return True
        refuse(f"api.{view.area}", by=request.user, subjects=[request.user], reason=reason)
        raise Refused(words)


def scope_of(method: str, view: APIView) -> str:
    """`plans:read` or `plans:write`."""
    return f"{view.area}:{'read' if method in {'GET', 'HEAD', 'OPTIONS'} else 'write'}"
