"""What can be done to a record beside reading and writing it: verbs that its room declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Action:
    """A verb of a record type, asked for by POST under the record's address.

    act(record_type, caller, record_id, body, version) returns the record as a One; version is the
    one that the caller believes to be current, or None. parts: the keys of the body, each with the
    record type that it is about: true, false, an id, or the fields of a new record.
    """

    act: Callable[..., Any]
    summary: str
    parts: Mapping[str, str] = field(default_factory=dict)
