"""What a user may do, worked out from his roles once per change of users, roles or teams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from revisions.store import bump, cached
from users.grants import EVERY_TYPE, Action, Grant, Level, read_fields, read_grants, widest
from users.models import Role, User

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RoleRights:
    """The rights that one role gives; a grant for "*" holds for types without one of their own."""

    grants: Mapping[str, Grant]
    hidden_fields: Mapping[str, frozenset[str]]
    read_only_fields: Mapping[str, frozenset[str]]

    def grant(self, record_type: str) -> Grant:
        """What the role allows with records of a type."""
        named = self.grants.get(record_type) or self.grants.get(EVERY_TYPE)
        return named or Grant(record_type)

    def hidden(self, record_type: str) -> frozenset[str]:
        """Fields of a type that this role does not show."""
        return _fields(self.hidden_fields, record_type)

    def read_only(self, record_type: str) -> frozenset[str]:
        """Fields of a type that this role shows but does not let be written."""
        return _fields(self.read_only_fields, record_type)


@dataclass(frozen=True, eq=False)
class Rights:
    """What a user may do: the sum of his roles. Administrators may all.

    There is one object for a user as long as nothing changes, so that others can remember by it.
    """

    user_id: int
    is_administrator: bool
    team_ids: frozenset[int]
    roles: tuple[RoleRights, ...]

    def level(self, record_type: str, action: Action) -> Level:
        """How far read, edit or delete goes: none, own, team (own included) or all."""
        if self.is_administrator:
            return "all"
        return widest(role.grant(record_type).level(action) for role in self.roles)

    def may_create(self, record_type: str) -> bool:
        """Whether he may make records of a type."""
        return self.is_administrator or any(role.grant(record_type).create for role in self.roles)

    def hidden(self, record_type: str) -> frozenset[str]:
        """Fields that he may not know of: hidden by every role that lets him read the type."""
        if self.is_administrator:
            return NOTHING
        return _common(
            role.hidden(record_type)
            for role in self.roles
            if role.grant(record_type).read != "none"
        )

    def read_only(self, record_type: str) -> frozenset[str]:
        """Fields that he may not write: read-only in every role that lets him write the type."""
        if self.is_administrator:
            return NOTHING
        granted = [(role, role.grant(record_type)) for role in self.roles]
        return _common(
            role.read_only(record_type)
            for role, grant in granted
            if grant.create or grant.edit != "none"
        )


def rights_of(user: User) -> Rights:
    """The rights of a stored user. Remembered until users, roles or teams change."""
    return _rights_of(user.pk)


def announce() -> None:
    """Make every process work out rights anew: to be called inside the transaction of each write
    to users, roles, teams, or who belongs to them."""
    bump("users")


@cached("users", size=10_000)
def _rights_of(user_id: int) -> Rights:
    user = User.objects.only("id", "is_superuser").get(pk=user_id)
    roles = list(user.roles.all())
    return Rights(
        user_id=user_id,
        is_administrator=user.is_superuser or any(role.is_administrator for role in roles),
        team_ids=frozenset(user.teams.values_list("pk", flat=True)),
        roles=tuple(map(role_rights, roles)),
    )


def role_rights(role: Role) -> RoleRights:
    """The rights in a role's stored JSON."""
    return RoleRights(
        grants={grant.record_type: grant for grant in read_grants(role.grants)},
        hidden_fields=read_fields(role.hidden_fields),
        read_only_fields=read_fields(role.read_only_fields),
    )


def _fields(fields: Mapping[str, frozenset[str]], record_type: str) -> frozenset[str]:
    return fields.get(record_type, NOTHING) | fields.get(EVERY_TYPE, NOTHING)


def _common(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    known = list(sets)
    return reduce(frozenset.intersection, known) if known else NOTHING
