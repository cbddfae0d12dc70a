"""The record types of the ground's own nouns: users, teams, roles, tags, currencies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.apps import apps

from lookups.columns import CurrencyField
from lookups.models import Currency, Tag
from records.drafts import Draft, Effect
from records.signin import Password, keep_account, open_account, pair_emails
from records.types import RecordType, fields_of, register, registry
from revisions.store import bump
from users.grants import Grant, read_fields, read_grants
from users.models import Role, Team, User
from users.rights import announce
from values.kinds import Text
from values.refusals import Clash, Refusal
from values.text import nearest
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
    search = ("first_name", "last_name", "email", "username", "job_title")
    title = "username"
    loads = ("emails",)
    audience = "everyone"
    custom = False

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """Complete what follows from the rest; keep superusers' sign-in to the dashboard."""
        for draft in drafts:
            if draft.created:
                open_account(draft)
            else:
                keep_account(draft)
            pair_emails(draft)
            if draft.new("username") is None:
                name = User(pk=draft.record.pk, email=draft.new("email"))
                name.settle()
                draft.set("username", name.username)

    def follow_up(self, drafts: Sequence[Draft]) -> Sequence[Effect]:
        announce()
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
    fields = ("name",)
    required = ("name",)
    unique = ("name",)
    audience = "everyone"


@register
class Roles(Administered):
    """What their holders may do."""

    model = Role
    fields = ("name", "is_administrator", "grants", "hidden_fields", "read_only_fields")
    required = ("name",)
    unique = ("name",)
    audience = "administrators"

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """Judge the structures by the readers that rights are later worked out with."""
        readers: dict[str, Callable[[Any], Any]] = {"grants": read_grants}
        readers |= {"hidden_fields": read_fields, "read_only_fields": read_fields}
        for draft in drafts:
            for name, read in readers.items():
                judge_structure(draft, name, read)
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


def judge_structure(draft: Draft, name: str, read: Callable[[Any], Any]) -> None:
    """Refuse a role's structure that its reader does not understand, or that names what is not.

    What it named before may have gone since: such a structure may be sent as it is stored.
    """
    if draft.values.get(name) is None:
        return
    try:
        meant = read(draft.values[name])
        if draft.changes(name):
            check_named(meant)
    except Refusal as refusal:
        draft.refuse_all(name, [refusal])


def check_named(meant: tuple[Grant, ...] | Mapping[str, frozenset[str]]) -> None:
    """Refuse names of record types, and of fields in them, that do not exist. Raises Refusal."""
    for one in meant:
        name = one.record_type if isinstance(one, Grant) else one
        if name not in registry and name != "*":
            raise Refusal("In", f"there is no record type '{name}'{nearest(name, registry)}")
    if isinstance(meant, Mapping):
        for name, named in meant.items():
            known = fields_of(name) if name in registry else named
            for field in sorted(named - set(known)):
                raise Refusal("In", f"{name}: there is no field '{field}'{nearest(field, known)}")


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
