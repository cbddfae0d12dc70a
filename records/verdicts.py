"""Which rule decides what somebody may do with a record: the gate's own steps, told one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from records.access import Action, Caller, level, parent_of, ruler_of
from records.types import RecordType
from users.grants import ACTIONS, write_grants
from users.models import User
from users.rights import role_rights

REASONS = {
    "inactive": "The user is not active, so he cannot sign in.",
    "administrator": "Superusers and holders of an administrator role may do everything.",
    "administrators": "Only administrators may do this with records of this type.",
    "everyone": "Everybody who signs in reads records of this type.",
    "no grant": "None of the user's roles lets him do this with records of this type.",
    "grant": "A role lets him do this with every record of this type.",
    "private": "The record is private: only its owner and administrators know of it.",
    "owner": "He owns the record, and a role lets him do this with his own.",
    "not owner": "His roles reach only records that he owns, and he does not own this one.",
    "owner's team": "A role reaches his teams' records, and the owner is in one of his teams.",
    "record's team": "A role reaches his teams' records, and one of his teams stands in team_ids.",
    "no team": "His roles reach his teams' records; neither owner nor team_ids is of his teams.",
    "parent": "The record follows the record that it belongs to; what holds for that one decides.",
    "unseen": "He may not read the record, so there is nothing that he could do with it.",
    "bin": "The record is in the recycle bin: it can be restored or purged, not changed.",
}
ALLOWING = frozenset(
    {"administrator", "everyone", "grant", "owner", "owner's team", "record's team"}
)


@dataclass(frozen=True)
class Verdict:
    """What is decided about one act. of: the verdict on the parent, where that decides."""

    allowed: bool
    rule: str
    level: str
    of: Verdict | None = None

    @property
    def why(self) -> str:
        """The rule as a sentence."""
        return REASONS[self.rule]


def verdicts(record_type: RecordType, caller: Caller, row: Any) -> dict[str, Verdict]:
    """The verdicts on reading, editing and deleting a stored row, live or in the bin.

    In the bin, to delete is to restore as well.
    """
    reading = verdict(record_type, caller, row, "read")
    found = {"read": reading}
    actions: tuple[Action, ...] = ("edit", "delete")
    for action in actions:
        told = verdict(record_type, caller, row, action)
        if told.allowed and not reading.allowed:
            told = Verdict(False, "unseen", told.level)
        elif told.allowed and action == "edit" and is_binned(row):
            told = Verdict(False, "bin", told.level)
        found[action] = told
    return found


def verdict(record_type: RecordType, caller: Caller, row: Any, action: Action) -> Verdict:
    """The verdict on one act, whatever holds for the others."""
    far = level(caller, record_type, action)
    if not caller.user.is_active:
        return Verdict(False, "inactive", far)
    if record_type.parent and (caller.is_administrator or far != "none"):
        return by_parent(record_type, caller, row, action, far)
    rule = general_rule(record_type, caller, action, far) or rule_of(caller, row, far)
    return Verdict(rule in ALLOWING, rule, far)


def by_parent(
    record_type: RecordType, caller: Caller, row: Any, action: Action, far: str
) -> Verdict:
    """The verdict on a line, history, stage or member: its parent must be live and in reach."""
    parent = getattr(row, (record_type.parent or "").removesuffix("_id"))
    if is_binned(parent):
        return Verdict(False, "parent", far, Verdict(False, "bin", far))
    found = verdict(parent_of(record_type), caller, parent, "read" if action == "read" else "edit")
    return Verdict(found.allowed, "parent", far, found)


def general_rule(record_type: RecordType, caller: Caller, action: Action, far: str) -> str | None:
    """The rule that decides without a look at the record; None where there is none."""
    if caller.is_administrator:
        return "administrator"
    if action != "read" and (
        record_type.writers == "administrators" or record_type.audience != "roles"
    ):
        return "administrators"
    if record_type.audience != "roles":
        return "everyone" if record_type.audience == "everyone" else "administrators"
    if far == "none":
        return "no grant"
    return None if record_type.has_owner else "grant"


def rule_of(caller: Caller, row: Any, far: str) -> str:
    """The rule by which a record with an owner is within a level of rights, or is not."""
    owns = row.owner_id == caller.rights.user_id
    if row.is_private and not owns:
        return "private"
    if far == "all":
        return "grant"
    if owns:
        return "owner"
    if far == "own":
        return "not owner"
    teams = caller.rights.team_ids
    if User.objects.filter(pk=row.owner_id, teams__in=teams).exists():
        return "owner's team"
    return "record's team" if row.teams.filter(pk__in=teams).exists() else "no team"


def is_binned(row: Any) -> bool:
    """Whether a row lies in the recycle bin."""
    return getattr(row, "deleted_at", None) is not None


def roles_of(record_type: RecordType, user: User) -> list[dict[str, Any]]:
    """The user's roles with what each gives for records of a type; administrators' give all."""
    ruler = ruler_of(record_type).name
    found = []
    for role in user.roles.all():
        [grant] = write_grants([role_rights(role).grant(ruler)])
        told = {"id": role.pk, "name": role.name, "is_administrator": role.is_administrator}
        found.append(told | {word: grant[word] for word in ("create", *ACTIONS)})
    return found
