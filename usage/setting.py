"""Alerts are set and taken back: one verdict for the dashboard and the API."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from usage.models import Alert
from users.models import User
from values.kinds import Text
from values.numbers import Integer
from values.refusals import Refusal, Refused
from values.web import EmailText

FIELDS = ("kind", "percent", "user_id", "name", "email")
KINDS = {
    "kind": Text(max_length=10),
    "percent": Integer(low=1, high=100),
    "user_id": Integer(low=1),
    "name": Text(max_length=100),
    "email": EmailText(),
}
MOST = 200


def alerts() -> QuerySet[Alert]:
    """All alerts."""
    return Alert.objects.select_related("user")


def create(given: Mapping[str, Any], by: User) -> Alert:
    """Set an alert: kind "usage" with a percent, or "failed"; to a user_id, or to an email with a
    name. Raises Refused, with all that is wrong."""
    values: dict[str, Any] = {}
    refused: dict[str, list[Refusal]] = {}
    for name, kind in KINDS.items():
        try:
            values[name] = kind.take(given.get(name))
        except Refusal as refusal:
            refused[name] = [refusal]
    for name, complaint in complaints({name: values.get(name) for name in FIELDS}):
        refused.setdefault(name, [complaint])
    if refused:
        raise Refused(refused)
    return Alert.objects.create(
        kind=values["kind"],
        percent=values["percent"],
        user_id=values["user_id"],
        name=values["name"],
        email=values["email"] or "",
        created_by=by,
    )


def complaints(values: Mapping[str, Any]) -> list[tuple[str, Refusal]]:
    """What does not go together, by field."""
    return [*about_kind(values), *about_recipient(values), *about_number()]


def about_kind(values: Mapping[str, Any]) -> list[tuple[str, Refusal]]:
    """A usage alert has a percentage, an alert on failed calls has none."""
    kind, percent = values["kind"], values["percent"]
    if kind is None:
        return [("kind", Refusal("Required"))]
    if kind not in Alert.Kind.values:
        return [("kind", Refusal("In", "is usage or failed"))]
    if kind == Alert.Kind.USAGE and percent is None:
        return [("percent", Refusal("Required"))]
    if kind == Alert.Kind.FAILURES and percent is not None:
        return [("percent", Refusal("In", "only usage alerts have a percentage"))]
    return []


def about_recipient(values: Mapping[str, Any]) -> list[tuple[str, Refusal]]:
    """Either a user who has an address, or an address."""
    user_id, email = values["user_id"], values["email"]
    if user_id is None and email is None:
        return [("email", Refusal("Required", "name a user or an address"))]
    if user_id is not None and (email is not None or values["name"] is not None):
        return [("email", Refusal("In", "name either a user or an address, not both"))]
    if user_id is not None and not reachable(user_id):
        return [("user_id", Refusal("Exists", "there is no such active user with an address"))]
    return []


def reachable(user_id: int) -> bool:
    """Whether there is such a user, active and with an address."""
    return User.objects.filter(pk=user_id, is_active=True, email__isnull=False).exists()


def about_number() -> list[tuple[str, Refusal]]:
    """Alerts are a handful; each costs a look every few seconds."""
    if Alert.objects.count() < MOST:
        return []
    return [("kind", Refusal("Max", f"there are {MOST} alerts already", MOST))]
