"""The record types of the ground's own nouns: users, teams, roles, tags, currencies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps

from apitokens.signins import end_all
from lookups.columns import CurrencyField
from lookups.models import Currency, Tag
from records.drafts import Draft, Effect
from records.granting import FieldNames, Grants
from records.signin import (
    Password,
    keep_account,
    keep_superuser,
    open_account,
    pair_emails,
    refuse_nameless,
)
from records.types import RecordType, register
from revisions.store import bump
from users.models import Role, Team, User
from users.rights import announce
from values.kinds import Text
from values.refusals import Clash, Refusal
from values.web import Color, EmailText, TimeZone


@register
class Users(RecordType):
    """The people and programs that act here. They are deactivated rather than deleted."""

    model = User
    section, icon = "Administration", "account_circle"
    columns = ("username", "email", "job_title", "kind", "is_active")
    named_by = ("first_name", "last_name")
    fields = (
        *("email", "username", "password", "first_name", "last_name", "job_title"),
        *("kind", "is_active", "timezone", "locale", "default_team_id", "team_ids", "role_ids"),
        *("api_access", "emails", "phone", "phones"),
    )
    unique = ("email", "username")
    kinds = {"email": EmailText(), "timezone": TimeZone(), "password": Password()}
    defaults = {"kind": "regular", "is_active": True, "api_access": False}
    search = ("first_name", "last_name", "email", "username", "job_title")
    title = "username"
    headings = {
        "Access": ("kind", "is_active", "api_access"),
        "Teams and roles": ("role_ids", "default_team_id", "team_ids"),
        "Time and language": ("timezone", "locale"),
    }
    helps = {
        "email": "People sign in by it. It is the primary one of the addresses below.",
        "username": "Left empty: the part of the e-mail address before @.",
        "password": "Left empty: it stays as it is; a new user cannot sign in before he has one.",
        "kind": "Users of kind api and system are programs: they do not enter the dashboard.",
        "is_active": "Users are switched off rather than deleted.",
        "api_access": "Whether his tokens, and signing in over any API, are let in.",
        "locale": "Like en or de-AT.",
    }
    loads = ("emails",)
    audience = "everyone"
    custom = False

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """Complete what follows from the rest."""
        for draft in drafts:
            if draft.created:
                open_account(draft)
            else:
                keep_account(draft)
            pair_emails(draft)
            if draft.new("username") is None and draft.new("email") is None:
                refuse_nameless(draft)
            elif draft.new("username") is None:
                name = User(pk=draft.record.pk, email=draft.new("email"))
                name.settle()
                draft.set("username", name.username)

    def guard(self, drafts: Sequence[Draft], by: User, door: str) -> None:
        """Keep superusers' sign-in to superusers at the dashboard, and everybody able to go on."""
        for draft in drafts:
            if not (door == "dashboard" and by.is_superuser):
                keep_superuser(draft)
            if draft.record.pk == by.pk and draft.changes("is_active"):
                draft.refuse("is_active", "In", "nobody switches himself off")

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        """Let processes forget what they remember; who was let out does not come back by himself,
        should he be let in again."""
        announce()
        out = [one.record.pk for one in drafts if one.old("is_active") and not one.new("is_active")]
        if out:
            end_all(out)
        return ()

    def after_delete(self, records: Sequence[Any]) -> Sequence[Effect]:
        announce()
        return ()


class Administered(RecordType):
    """A type on which rights depend: each write makes processes work rights out anew."""

    custom = False

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        announce()
        return ()

    def after_delete(self, records: Sequence[Any]) -> Sequence[Effect]:
        announce()
        return ()


@register
class Teams(Administered):
    """Groups of users who may see one another's records."""

    model = Team
    section, icon = "Administration", "diversity_3"
    fields = ("name",)
    columns = ("name", "modified_at", "modified_by_id")
    required = ("name",)
    unique = ("name",)
    audience = "everyone"


@register
class Roles(Administered):
    """What their holders may do."""

    model = Role
    section, icon = "Administration", "shield_person"
    fields = ("name", "is_administrator", "grants", "hidden_fields", "read_only_fields")
    columns = ("name", "is_administrator", "modified_at", "modified_by_id")
    required = ("name",)
    unique = ("name",)
    defaults = {"is_administrator": False}
    kinds = {"grants": Grants(), "hidden_fields": FieldNames(), "read_only_fields": FieldNames()}
    headings = {"Rights": ("grants",), "Fields": ("hidden_fields", "read_only_fields")}
    helps = {
        "is_administrator": "Holders may do everything, whatever stands below.",
        "grants": "A row with no choice at all goes by the first row; in any other, a dash means "
        "no. Several roles add up.",
        "hidden_fields": "For holders of the role these fields do not exist.",
        "read_only_fields": "Holders of the role see these fields, and cannot change them.",
    }
    audience = "administrators"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """The last administrator role stays one."""
        for draft in drafts:
            demoted = draft.changes("is_administrator") and not draft.new("is_administrator")
            if demoted and draft.old("is_administrator") and no_others([draft.record]):
                draft.refuse("is_administrator", "In", "the last administrator role stays one")

    def before_delete(self, records: Sequence[Any]) -> None:
        if any(role.is_administrator for role in records) and no_others(records):
            raise Clash("The last administrator role cannot be deleted.")


def no_others(roles: Sequence[Any]) -> bool:
    """Whether there is no administrator role beside these."""
    others = Role.objects.filter(is_administrator=True)
    return not others.exclude(pk__in=[one.pk for one in roles]).exists()


class Remembered(RecordType):
    """A type that processes remember with the lookups: each write makes them read it anew."""

    audience = "everyone"
    custom = False

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        bump("lookups")
        return ()

    def after_delete(self, records: Sequence[Any]) -> Sequence[Effect]:
        bump("lookups")
        return ()


@register
class Tags(Remembered):
    """The words that records are marked with."""

    model = Tag
    fields = ("name", "color")
    required = ("name",)
    unique = ("name",)
    kinds = {"color": Color()}


class CurrencyCode(Text):
    """An ISO 4217 code: three capital letters."""

    name = "currency_code"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{3}$"}

    def judge(self, value: str) -> str:
        if len(value) != 3 or not (value.isascii() and value.isalpha() and value.isupper()):
            raise Refusal("Text", "must be three capital letters, like EUR")
        return value


@register
class Currencies(Remembered):
    """Currencies with their rates; records may be given the active ones."""

    model = Currency
    fields = ("code", "name", "rate", "is_active")
    required = ("code", "name", "rate")
    unique = ("code",)
    kinds = {"code": CurrencyCode(3)}
    search = ("code", "name")
    title = "code"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """Records hold codes, so a code stays as it is."""
        for draft in drafts:
            if not draft.created and draft.changes("code"):
                draft.refuse("code", "ReadOnly", "the code of a currency stays")

    def before_delete(self, records: Sequence[Any]) -> None:
        codes = [currency.code for currency in records]
        if any(
            column.model._base_manager.filter(**{f"{column.name}__in": codes}).exists()
            for column in currency_columns()
        ):
            raise Clash("Records are in this currency: deactivate it instead.")


def currency_columns() -> list[CurrencyField]:
    """The columns of all installed models that hold the code of a currency."""
    return [
        column
        for model in apps.get_models()
        for column in model._meta.local_concrete_fields
        if isinstance(column, CurrencyField)
    ]
