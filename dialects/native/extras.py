"""The endpoints of our own dialect behind which no record type stands."""

from __future__ import annotations

from django.urls import URLPattern, re_path

from dialects.base import Dialect
from dialects.docs import ReDocPage, SwaggerPage, SwaggerStart
from dialects.edges import policies
from dialects.native.callers import ExplainAccess, MePage
from dialects.native.definitions import DefinitionList, DefinitionPage
from dialects.native.dictionary import TypeDictionary, TypeList
from dialects.native.files import ContentPage, FilePage, UploadPage
from dialects.native.lookup import ListEntry, WholeList
from dialects.native.openapi import SchemaPage
from dialects.native.signing import RefreshPage, SignInPage, SignOutPage
from dialects.native.tokens import TokenList, TokenPage
from dialects.native.usage import AlertList, AlertPage, UsagePage
from records.views import DialectView

WORD = "[^/]+"
ADDRESSES: dict[str, type[DialectView]] = {
    "datadictionary": TypeList,
    f"datadictionary/(?P<type>{WORD})": TypeDictionary,
    f"lookup/(?P<list_name>{WORD})": WholeList,
    f"lookup/(?P<list_name>{WORD})/(?P<entry>{WORD})": ListEntry,
    "customfields": DefinitionList,
    "customfields/(?P<id>[^/]+)": DefinitionPage,
    "attachments": UploadPage,
    f"attachments/(?P<id>{WORD})": FilePage,
    f"attachments/(?P<id>{WORD})/content": ContentPage,
    "auth/token": SignInPage,
    "auth/token/refresh": RefreshPage,
    "auth/token/revoke": SignOutPage,
    "tokens": TokenList,
    f"tokens/(?P<id>{WORD})": TokenPage,
    "usage": UsagePage,
    "alerts": AlertList,
    f"alerts/(?P<id>{WORD})": AlertPage,
    "me": MePage,
    "explain-access": ExplainAccess,
    "schema": SchemaPage,
    "docs": SwaggerPage,
    "docs/start.js": SwaggerStart,
    "redoc": ReDocPage,
}


def endpoints(dialect: Dialect) -> list[URLPattern]:
    """The addresses, with and without a slash at the end."""
    given = policies(dialect)
    return [re_path(rf"^{word}/?$", view.as_view(**given)) for word, view in ADDRESSES.items()]
