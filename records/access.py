"""The one gate: who may see and do what. What a caller may not see does not exist for him."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from apitokens.identity import TokenIdentity
from apitokens.scopes import allows
from records.fields import Field, Relation
from records.types import RecordType, fields_in, registry
from revisions.store import cached
from users.models import User
from users.rights import Rights, rights_of
from values.refusals import Forbidden

Action = Literal["read", "edit", "delete"]
Level = Literal["none", "own", "team", "all"]
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Caller:
    """Who asks, through which door: a user's rights, narrowed by the token he uses.

    within: the part of a record type, by its name, that the door opens on; see records.narrowing.
    """

    user: User
    identity: TokenIdentity | None
    dialect: str
    request_id: str
    rights: Rights
    within: Mapping[str, Q] = field(default_factory=dict, compare=False)

    @property
    def is_administrator(self) -> bool:
        """Whether he may see and do everything (as far as his token's scopes go)."""
        return self.rights.is_administrator

    @cached_property
    def standing(self) -> tuple[Any, ...]:
        """All that decides what he may see and do, for those who remember by it."""
        scopes = self.identity.scopes if self.identity else None
        return self.rights, scopes, self.dialect, tuple(self.within.items())


def caller_of(user: User, identity: TokenIdentity | None, dialect: str, request_id: str) -> Caller:
    """The caller behind a judged identity."""
    return Caller(user, identity, dialect, request_id, rights_of(user))


def level(caller: Caller, record_type: RecordType, action: Action) -> Level:
    """How far the caller's right to read, edit or delete records of a type goes."""
    scope: Literal["read", "write"] = "read" if action == "read" else "write"
    if not allows(caller.identity, record_type.name, scope):
        return "none"
    if caller.is_administrator:
        return "all"
    if action != "read" and record_type.writers == "administrators":
        return "none"
    if record_type.audience == "everyone":
        return "all" if action == "read" else "none"
    if record_type.audience == "administrators":
        return "none"
    if record_type.parent and action == "delete":
        action = "edit"  # a line goes with the right to edit its opportunity
    return caller.rights.level(ruler_of(record_type).name, action)


def ruler_of(record_type: RecordType) -> RecordType:
    """The type whose grants rule this one: itself, its parent, or the one that it names."""
    if record_type.parent:
        return parent_of(record_type)
    return registry[record_type.rights_of] if record_type.rights_of else record_type


def parent_of(record_type: RecordType) -> RecordType:
    """The type that a line, history, stage or member belongs to."""
    relation = record_type.standard[record_type.parent or ""]
    assert isinstance(relation, Relation)
    return registry[relation.target]


def require(caller: Caller, record_type: RecordType, action: Action | Literal["create"]) -> None:
    """Refuse what the caller may do with no record of the type. Raises Forbidden."""
    if action == "create":
        allowed = may_create(caller, record_type)
    else:
        allowed = level(caller, record_type, action) != "none"
    if not allowed:
        raise Forbidden(f"You may not {action} {record_type.label.lower()}.")


def may_create(caller: Caller, record_type: RecordType) -> bool:
    """Whether the caller may make records of a type; parts are made by who may edit the parent."""
    if not allows(caller.identity, record_type.name, "write"):
        return False
    if caller.is_administrator:
        return True
    if record_type.audience != "roles" or record_type.writers == "administrators":
        return False
    if record_type.parent:
        return level(caller, record_type, "edit") != "none"
    return caller.rights.may_create(ruler_of(record_type).name)


def visible(record_type: RecordType, caller: Caller, trashed: bool = False) -> QuerySet[Model]:
    """The records that exist for the caller: live ones, or those in the bin."""
    return reachable(record_type, caller, "read", trashed)


def reachable(
    record_type: RecordType, caller: Caller, action: Action, trashed: bool = False
) -> QuerySet[Model]:
    """The records of a type that the caller may read, edit or delete."""
    return reached(record_type, caller, action, trashed).all()


def standing_in(
    record_type: RecordType, caller: Caller, *rest: Any, **named: Any
) -> tuple[Any, ...]:
    """What an answer about a type's records depends on, beside the revisions."""
    return record_type.name, caller.standing, *rest, *named.items()


@cached("users", key=standing_in)
def reached(
    record_type: RecordType, caller: Caller, action: Action, trashed: bool
) -> QuerySet[Model]:
    """The same, worked out once for each standing; to be cloned before it is evaluated."""
    records = record_type.model._default_manager.all()
    if record_type.name in caller.within:
        records = records.filter(caller.within[record_type.name])
    if record_type.has_bin:
        records = records.filter(deleted_at__isnull=not trashed)
    elif trashed:
        return records.none()
    far = level(caller, record_type, action)
    if record_type.parent:
        return (
            records.filter(in_parent(record_type, caller, action))
            if far != "none"
            else records.none()
        )
    if not record_type.has_owner:
        return records.none() if far == "none" else records
    return records.filter(owned(record_type, caller, far) & open_to(caller))


def in_parent(record_type: RecordType, caller: Caller, action: Action) -> Q:
    """The rows whose parent the caller may read, or may edit for any other action."""
    relation = (record_type.parent or "").removesuffix("_id")
    if caller.is_administrator:
        return Q(**{f"{relation}__deleted_at__isnull": True})
    act: Action = "read" if action == "read" else "edit"
    parents = reachable(parent_of(record_type), caller, act)
    return Q(Exists(parents.filter(pk=OuterRef(f"{relation}_id"))))


def owned(record_type: RecordType, caller: Caller, far: Level) -> Q:
    """The records that a level of rights reaches."""
    mine = Q(owner_id=caller.rights.user_id)
    match far:
        case "all":
            return Q()
        case "none":
            return NOBODY
        case "own":
            return mine
    teams = caller.rights.team_ids
    colleagues = User.teams.through.objects.filter(team_id__in=teams).values("user_id")
    shared = record_type.model.teams.through._default_manager.filter(team_id__in=teams)  # type: ignore[attr-defined]
    near = f"{record_type.model._meta.model_name}_id"
    return mine | Q(owner_id__in=colleagues) | Q(pk__in=shared.values(near))


def open_to(caller: Caller) -> Q:
    """Private records are seen by their owner and administrators only."""
    if caller.is_administrator:
        return Q()
    return Q(is_private=False) | Q(owner_id=caller.rights.user_id)


@cached("customfields", "users", key=standing_in)
def fields_for(record_type: RecordType, caller: Caller) -> dict[str, Field]:
    """The fields that exist for the caller, in the dialect that he speaks.

    Those that a role makes read-only are marked.
    """
    fields = fields_in(record_type.name, caller.dialect)
    hidden = caller.rights.hidden(record_type.name)
    fixed = caller.rights.read_only(record_type.name)
    if not hidden and not fixed:
        return fields
    return {
        name: replace(field, read_only=True) if name in fixed else field
        for name, field in fields.items()
        if name not in hidden or name == "id"
    }


def refused_owners(
    caller: Caller, record_type: RecordType, owner_ids: Iterable[int | None]
) -> set[int | None]:
    """Whom the caller may not make owner: others, unless he could edit their records."""
    far = level(caller, record_type, "edit")
    others = {one for one in owner_ids if one != caller.rights.user_id}
    named = [one for one in others if one is not None]
    if far == "all" or not others:
        return set()
    if far != "team":
        return set(others)
    colleagues = User.objects.filter(teams__in=caller.rights.team_ids, pk__in=named)
    return others - set(colleagues.values_list("pk", flat=True))
