"""What somebody signs in with, when users are written as records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from channels.kinds import EmailSet
from channels.merging import merge, primary_of
from records.drafts import Draft
from users.models import User
from values.kinds import Text
from values.refusals import Refusal

ADDRESSES = EmailSet()
SIGN_IN = ("email", "username", "password", "kind", "is_active", "api_access", "role_ids")


@dataclass(frozen=True)
class Password(Text):
    """A password: taken, never said, never asked for; what is stored is its hash."""

    name = "password"
    operators = frozenset()
    sortable = False
    write_only = True
    max_length: int | None = 1000

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "password", "writeOnly": True}

    def judge(self, value: str) -> str:
        try:
            validate_password(value)
        except ValidationError as error:
            raise Refusal("Password", " ".join(error.messages)) from None
        return make_password(value)

    def say(self, value: Any) -> Any:
        return None


def open_account(draft: Draft) -> None:
    """A new user's access and password, where they were not sent."""
    if draft.new("kind") == User.Kind.API and "api_access" not in draft.given:
        draft.set("api_access", True)
    if draft.new("password") is None:
        draft.set("password", make_password(None))


def keep_account(draft: Draft) -> None:
    """A password not sent stays."""
    if draft.new("password") is None:
        del draft.values["password"]


def keep_superuser(draft: Draft) -> None:
    """Who could change a superuser's sign-in could become him."""
    for name in SIGN_IN:
        if draft.record.is_superuser and draft.changes(name):  # type: ignore[attr-defined]
            draft.refuse(name, "ReadOnly", "only superusers change it, at the dashboard")


def refuse_nameless(draft: Draft) -> None:
    """Nobody signs in who has neither an address nor a username."""
    if not {"email", "emails", "username"} & set(draft.refusals):
        draft.refuse("email", "Required", "a user has an e-mail address, or else a username")


def pair_emails(draft: Draft) -> None:
    """The address that somebody signs in by is the primary one of his addresses."""
    named = {"email", "emails"} & draft.given
    if not named or named & set(draft.refusals):
        return
    own = draft.before.get("email")
    stored = draft.before.get("emails") or ADDRESSES.take([{"address": own}] if own else [])
    words = {"email": "scalar", "emails": "entries"}
    try:
        entries = merge("email", stored, **{words[name]: draft.values[name] for name in named})
    except Refusal as refusal:
        draft.refuse_all("email", [refusal])
        return
    draft.set("emails", entries)
    draft.set("email", primary_of(ADDRESSES, entries))
