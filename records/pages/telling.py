"""What a change of a custom field on its page does to records is told to their history."""

from django.http import HttpRequest

from customfields.admin import CustomFieldPage
from customfields.rewriting import Told
from records.pages.asking import caller_from
from records.replacing import teller


def tell_for(request: HttpRequest) -> Told:
    """What hears of moved values, as of the one who is asking."""
    return teller(caller_from(request))


def listen() -> None:
    """Have the page of custom fields tell from now on; it stands below and knows no history."""
    CustomFieldPage.teller = staticmethod(tell_for)
