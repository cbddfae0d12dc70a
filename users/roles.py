"""The ready-made roles of a new installation."""

from django.db import transaction

from users.grants import EVERY_TYPE, Grant, write_grants
from users.models import Role
from users.rights import announce
from values.text import fold

ADMINISTRATOR = "Administrator"
SALES_TYPES = ("accounts", "contacts", "leads", "opportunities", "activities", "documents")


def all_of(record_type: str) -> Grant:
    """Everything with every record of a type."""
    return Grant(record_type, True, "all", "all", "all")


def seen(record_type: str) -> Grant:
    """Every record of a type may be read, nothing more."""
    return Grant(record_type, read="all")


READY_MADE: dict[str, tuple[Grant, ...]] = {
    ADMINISTRATOR: (),
    "Sales manager": (
        Grant(EVERY_TYPE, True, "all", "all", "team"),
        all_of("campaigns"),
        all_of("products"),
    ),
    "Sales": (
        *(Grant(name, True, "team", "team", "own") for name in SALES_TYPES),
        Grant("cases", True, "team", "own", "none"),
        seen("campaigns"),
        seen("products"),
        seen("target_lists"),
    ),
    "Support": (
        Grant("cases", True, "all", "all", "own"),
        Grant("activities", True, "all", "own", "own"),
        Grant("documents", True, "all", "own", "own"),
        Grant("contacts", True, "all", "all", "none"),
        Grant("accounts", False, "all", "team", "none"),
        seen("opportunities"),
        seen("products"),
    ),
    "Read-only": (seen(EVERY_TYPE),),
    "API-only": (all_of(EVERY_TYPE),),
}


def install() -> list[Role]:
    """Make the ready-made roles that are not there by name yet; those that are stay as they are.

    Returns the new ones.
    """
    with transaction.atomic():
        keys = set(Role.objects.values_list("name_key", flat=True))
        new = [ready_made(name) for name in READY_MADE if fold(name) not in keys]
        for role in new:
            role.save()
        if new:
            announce()
    return new


def ready_made(name: str) -> Role:
    """One of the ready-made roles, not yet saved."""
    grants = write_grants(READY_MADE[name])
    return Role(name=name, is_administrator=name == ADMINISTRATOR, grants=grants)
