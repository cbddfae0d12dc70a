"""Tokens that stand for a sign-in by name and password in dialects that know no other way."""

from django.utils import timezone

from apitokens.issuing import issue
from apitokens.models import Token
from users.models import User


def begin(user: User, name: str, dialect: str, days: int) -> str:
    """The text of a new token, good for one dialect and for so many days from its last use on.

    Those of the user that are over go by the way.
    """
    over = Token.objects.filter(user=user, renewed_days__isnull=False)
    over.filter(expires_at__lt=timezone.now()).delete()
    token, text = issue(user, name, scopes=["write"], dialects=[dialect], days=days)
    Token.objects.filter(pk=token.pk).update(renewed_days=days)
    return text
