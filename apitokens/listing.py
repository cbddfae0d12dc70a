"""Which tokens somebody is shown: his own, everybody's, or those that nobody seems to need."""

from datetime import timedelta
from typing import Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from apitokens.models import Token
from values.text import fold, is_clean

Show = Literal["mine", "all", "orphans"]
UNUSED_DAYS = 90


def tokens_of(user_id: int, show: Show = "mine") -> QuerySet[Token]:
    """The tokens that are not revoked, the newest first, with their owners."""
    found = Token.objects.filter(revoked_at__isnull=True).select_related("user").order_by("-pk")
    match show:
        case "mine":
            return found.filter(user_id=user_id)
        case "orphans":
            return found.filter(is_orphaned())
    return found


def is_orphaned() -> Q:
    """Tokens whose owner has left or has no API access, and those never used or not for long."""
    since = timezone.now() - timedelta(days=UNUSED_DAYS)
    departed = Q(user__is_active=False) | Q(user__api_access=False)
    return departed | Q(last_used_at__isnull=True) | Q(last_used_at__lt=since)


def named(tokens: QuerySet[Token], words: str) -> QuerySet[Token]:
    """Those whose name, key or owner holds some text."""
    if not words:
        return tokens
    if not is_clean(words):
        return tokens.none()
    key = fold(words)
    columns = ("name_key", "user__email_key", "user__username_key", "user__last_name_key")
    wanted = Q(public_id__contains=words.removeprefix("crm_"))
    for column in columns:
        wanted |= Q(**{f"{column}__contains": key})
    return tokens.filter(wanted)
