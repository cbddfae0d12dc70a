"""The keys of API users: told to administrators, once, when they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from apitokens import programs
from apitokens.models import Program
from dialects.words import Made
from records.access import Caller
from users.models import User
from users.people import person
from values.refusals import Refusal, Refused

METHOD, TOLD = "authMethod", "keys"


def methods(ids: Sequence[int], caller: Caller) -> Mapping[int, Any]:
    """How API users sign in, for administrators."""
    if not caller.is_administrator:
        return {}
    return dict(Program.objects.filter(pk__in=ids).values_list("pk", "method"))


AUTH_METHOD = Made(METHOD, ("id",), gather=methods, lists=False, type="enum")


def check(body: Mapping[str, Any]) -> str | None:
    """The method that a body asks for; None where it asks for none. Raises Refused."""
    sent = body.get(METHOD)
    if sent in (None, ""):
        return None
    if sent not in Program.Method.values:
        known = ", ".join(Program.Method.values)
        raise Refused({METHOD: [Refusal("In", f"must be one of {known}")]})
    return str(sent)


def give(user_id: int, method: str) -> dict[str, str]:
    """A new key for an API user, unless he has one of this method. Raises Refused."""
    user = person(user_id)
    if user.kind != User.Kind.API:
        raise Refused({METHOD: [Refusal("In", "is for users of type api")]})
    if programs.method_of(user_id) == method:
        return {}
    key, secret = programs.give(user, method)
    told = {METHOD: method, "apiKey": key}
    return told if secret is None else {**told, "secretKey": secret}
