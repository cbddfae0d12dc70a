"""What the hall tells the pages below it: who hears of changes, and which types there are."""

from django.http import HttpRequest

from customfields.admin import CustomFieldPage
from customfields.rewriting import Told
from records.access import ruler_of
from records.pages.asking import caller_from
from records.replacing import teller
from records.types import registry
from users.granting import GrantTable


def tell_for(request: HttpRequest) -> Told:
    """What hears of custom values that a definition's change moves: their records' history."""
    return teller(caller_from(request))


def granted_types() -> list[tuple[str, str]]:
    """The record types that roles decide about, as (name, label), by label."""
    ruled = [one for one in registry.values() if one.audience == "roles" and ruler_of(one) is one]
    return sorted(((one.name, one.label) for one in ruled), key=lambda pair: pair[1])


def listen() -> None:
    """From now on, the pages below know."""
    CustomFieldPage.teller = staticmethod(tell_for)
    GrantTable.types = staticmethod(granted_types)
