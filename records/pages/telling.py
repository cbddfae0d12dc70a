"""What the hall tells the pages below it: who hears of changes."""

from django.http import HttpRequest

from customfields.admin import CustomFieldPage
from customfields.rewriting import Told
from records.pages.asking import caller_from
from records.replacing import teller


def tell_for(request: HttpRequest) -> Told:
    """What hears of custom values that a definition's change moves: their records' history."""
    return teller(caller_from(request))


def listen() -> None:
    """From now on, the pages below know."""
    CustomFieldPage.teller = staticmethod(tell_for)
