"""What a token may be used for: read, write (which includes read), or one record type of them."""

import re
from typing import Any, Literal, Protocol

from values.refusals import Refusal

Act = Literal["read", "write"]
DEFAULT = ("read", "write")
SCOPE = re.compile(r"(?:[a-z][a-z0-9_]{0,99}:)?(?:read|write)", re.ASCII)
MOST_SCOPES = 100


class Scoped(Protocol):
    """Whatever carries scopes: a token's identity."""

    @property
    def scopes(self) -> tuple[str, ...]: ...


def allows(identity: Scoped | None, record_type: str, act: Act) -> bool:
    """Whether the scopes let this be done to records of the type; a caller without token may."""
    if identity is None:
        return True
    enough = ("write",) if act == "write" else ("read", "write")
    granted = identity.scopes
    return any(word in granted or f"{record_type}:{word}" in granted for word in enough)


def read_scopes(json: Any) -> tuple[str, ...]:
    """A list of scopes, each once, in the order given. Raises Refusal."""
    if not isinstance(json, list | tuple):
        raise Refusal("Type", "must be a list of scopes")
    if not json:
        raise Refusal("Required")
    if len(json) > MOST_SCOPES:
        raise Refusal("Max", f"at most {MOST_SCOPES} scopes", MOST_SCOPES)
    for scope in json:
        if not isinstance(scope, str) or not SCOPE.fullmatch(scope):
            message = f"{scope!r:.60} is not read, write, or of a form like contacts:read"
            raise Refusal("In", message)
    return tuple(dict.fromkeys(json))


def covers(granted: tuple[str, ...], scope: str) -> bool:
    """Whether some scopes let everything be done that one scope lets be done."""
    record_type, _, word = scope.rpartition(":")
    enough = ("write",) if word == "write" else ("read", "write")
    own = {f"{record_type}:{one}" for one in enough} if record_type else set()
    return bool({*enough, *own} & set(granted))
