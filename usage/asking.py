"""What a failed call asked for, as it may be kept and mailed: no ids, no values, no secrets."""

import re
import time
from urllib.parse import unquote

MOST_KINDS = 100  # different ones that a process tells apart in a minute
LONGEST_PATH = 120
MOST_NAMES = 12
SECRET = re.compile(r"crm_[0-9A-Za-z]+_\w*|[^/]{48,}")
NUMBER = re.compile(r"(?<=/)\d+(?=/|$)")
UNUSUAL = re.compile(r"[^\w./{}~@:+-]")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,39}")

_minute = 0
_kinds: set[str] = set()


def asked(method: str, path: str, query: str) -> str:
    """Method and path, numbers in it as {id}, with the names of the parameters: "GET /x?q=…".

    Beyond so many in a minute the rest is one kind, so that nobody fills the ledger with it.
    """
    plain = UNUSUAL.sub("_", SECRET.sub("~", NUMBER.sub("{id}", path)))[:LONGEST_PATH]
    text = f"{method[:10]} {plain}{names(query)}"
    return text if is_told_apart(text) else f"{method[:10]} (many others)"


def names(query: str) -> str:
    """The parameters of a query string without their values."""
    found = [unquote(one.partition("=")[0]) for one in query.split("&") if one]
    known = dict.fromkeys(one if is_name(one) else "…" for one in found)
    return "?" + "&".join(f"{one}=…" for one in list(known)[:MOST_NAMES]) if known else ""


def is_name(text: str) -> bool:
    """Whether a parameter's name is one, not something secret in the wrong place."""
    return bool(NAME.fullmatch(text)) and not SECRET.search(text)


def is_told_apart(text: str) -> bool:
    """Whether there is room for this kind of call in the present minute."""
    global _minute
    now = int(time.time()) // 60
    if now != _minute:
        _minute = now
        _kinds.clear()
    if text not in _kinds and len(_kinds) >= MOST_KINDS:
        return False
    _kinds.add(text)
    return True
