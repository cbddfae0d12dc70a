"""The records that the oracle knows: made once over the API, at random but always the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from customfields.store import Definition
from lookups.lists import values_of
from tests.calls import Api
from tests.fields import define, define_all
from tests.people import People, Person, gather, install
from tests.records.oracle.judge import Oracle, Row, Table, World
from tests.records.oracle.making import (
    DAYS,
    WHOLES,
    Make,
    amount,
    custom,
    decimal,
    emails,
    heard,
    long_text,
    moment,
    one_of,
    phones,
    sent,
    some_of,
    text,
)
from tests.records.oracle.shapes import (
    Addresses,
    Days,
    Exact,
    Instants,
    Listed,
    Numbers,
    Reference,
    References,
    Shape,
    Truth,
    Whole,
    Words,
)

Columns = dict[str, tuple[Shape, Make | None]]
TAGS = ("Ä", "b", "C")
LISTS = {
    "source": "lead_source",
    "salutation": "salutation",
    "priority": "priority",
    "level": "case_level",
}
SETS = {"email": "emails", "phone": "phones"}


@dataclass(frozen=True, repr=False)
class Setting:
    """The world with the people in it."""

    world: World
    people: People

    def oracle(self, caller: Person) -> Oracle:
        """What a caller should find."""
        return Oracle(self.world, lambda table, row: sees(self.people, caller, row))


def sees(people: People, caller: Person, row: Row) -> bool:
    """Live rows: all for the administrator; for sellers those of their team that are not private,
    and their own."""
    if row.get("deleted") or caller is people.administrator or "owner_id" not in row:
        return not row.get("deleted")
    if row["owner_id"] == caller.id:
        return True
    mates = {people.owner.id, people.colleague.id}
    near = caller.id in mates and (row["owner_id"] in mates or people.team.pk in row["team_ids"])
    return near and not row["is_private"]


def make_setting() -> Setting:
    """Make people, fields and records."""
    install()
    setting = Setting(World(), gather())
    builder = Builder(setting, Api(setting.people.administrator.token), Random(20261122))
    builder.build()
    return setting


@dataclass
class Builder:
    """Makes the tables one after the other, over the API."""

    setting: Setting
    api: Api
    random: Random

    def build(self) -> None:
        """All tables, each pointing at those before it."""
        define("accounts", "text", "cf_region")
        define("accounts", "number", "cf_size")
        define("opportunities", "numeric", "cf_numeric")
        every = define_all("contacts")
        self.tags = [self.api.post("/api/tags", {"name": name}).body["id"] for name in TAGS]
        self.read_stages()
        self.fill("accounts", 25, {**self.shared(), **self.account()})
        self.fill("contacts", 80, {**self.shared(), **self.contact(every)})
        self.fill("opportunities", 45, {**self.shared(), **self.opportunity()})
        self.fill("cases", 40, {**self.shared(), **self.case()})
        self.discard()

    def read_stages(self) -> None:
        """The stages of the default pipeline, to point at."""
        found = self.api.get("/api/pipeline_stages", per_page=100).body["results"]
        shapes: dict[str, Shape] = {"id": Whole(), "name": Words(), "probability": Whole()}
        rows = {one["id"]: {name: one[name] for name in shapes} for one in found}
        self.setting.world.tables["pipeline_stages"] = Table("pipeline_stages", shapes, rows)

    def fill(self, name: str, count: int, fields: Columns) -> None:
        """Make the records of a type."""
        table = Table(name, {field: shape for field, (shape, _) in fields.items()})
        self.setting.world.tables[name] = table
        rows = [
            {field: make(self.random) for field, (_, make) in fields.items() if make}
            for _ in range(count)
        ]
        bodies = [
            {field: sent(table.shapes[field], value) for field, value in row.items()}
            for row in rows
        ]
        reply = self.api.post(f"/api/{name}/bulk", {"create": bodies})
        assert reply.status == 200, reply
        for row, result in zip(rows, reply.body["results"], strict=True):
            item = self.api.get(f"/api/{name}/{result['id']}").body
            read = {
                field: heard(shape, item[SETS.get(field, field)])
                for field, shape in table.shapes.items()
            }
            table.rows[result["id"]] = {**read, **row}

    def discard(self) -> None:
        """Put some records of each type into the bin; what points at them stays as it is."""
        for name in ("accounts", "contacts", "opportunities", "cases"):
            rows = self.setting.world.tables[name].rows
            gone = self.random.sample(sorted(rows), len(rows) // 8)
            assert self.api.post(f"/api/{name}/bulk", {"delete": gone}).status == 200
            for one in gone:
                rows[one]["deleted"] = True

    def shared(self) -> Columns:
        """What every record has."""
        people = self.setting.people
        owners = [people.owner.id, people.colleague.id, people.stranger.id]
        return {
            "id": (Whole(), None),
            "owner_id": (Reference(target="users"), one_of(owners, 0)),
            "team_ids": (References(target="teams"), some_of([people.team.pk], 1)),
            "tag_ids": (References(target="tags"), some_of(self.tags, 3)),
            "is_private": (Truth(), lambda random: random.random() < 0.2),
            "external_id": (Words(), text(100)),
            "created_at": (Instants(), None),
            "version": (Whole(), None),
        }

    def account(self) -> Columns:
        """Fields of accounts."""
        return {
            "name": (Words(), text(255, 0)),
            "source": self.listed("source"),
            "website": (Words(), text(255)),
            "emails": (Addresses(sortable=False), emails),
            "email": (Addresses(), None),
            "description": (Words(), long_text),
            "cf_region": (Words(), text(255)),
            "cf_size": (Whole(), one_of(WHOLES)),
        }

    def contact(self, every: Mapping[str, Definition]) -> Columns:
        """Fields of contacts, a custom one of each type among them."""
        accounts = sorted(self.setting.world.tables["accounts"].rows)
        return {
            "first_name": (Words(), text(100, 0)),
            "last_name": (Words(), text(100)),
            "name": (Words(), None),
            "salutation": self.listed("salutation"),
            "source": self.listed("source"),
            "account_ids": (References(target="accounts"), some_of(accounts, 3)),
            "account_id": (Reference(target="accounts"), None),
            "emails": (Addresses(sortable=False), emails),
            "email": (Addresses(), None),
            "phones": (Numbers(sortable=False), phones),
            "phone": (Numbers(), None),
            "description": (Words(), long_text),
            "do_not_call": (Truth(), one_of([True, False], 0)),
            "rating": (Whole(), one_of(WHOLES)),
            **{key: custom(definition) for key, definition in every.items()},
        }

    def opportunity(self) -> Columns:
        """Fields of opportunities."""
        accounts = sorted(self.setting.world.tables["accounts"].rows)
        contacts = sorted(self.setting.world.tables["contacts"].rows)
        stages = sorted(self.setting.world.tables["pipeline_stages"].rows)
        return {
            "name": (Words(), text(350, 0)),
            "account_id": (Reference(target="accounts"), one_of(accounts)),
            "contact_id": (Reference(target="contacts"), one_of(contacts)),
            "stage_id": (Reference(target="pipeline_stages"), one_of(stages, 0)),
            "status": (Listed(values=("lost", "open", "won")), None),
            "probability": (Whole(), None),
            "amount": (Exact(digits=18), amount),
            "currency": (Listed(values=("EUR", "USD")), one_of(["EUR", "USD"], 0)),
            "close_date": (Days(), one_of(DAYS)),
            "closed_at": (Instants(), None),
            "weighted_amount": (Exact(digits=18), None),
            "cf_numeric": (Exact(), decimal),
        }

    def case(self) -> Columns:
        """Fields of cases."""
        contacts = sorted(self.setting.world.tables["contacts"].rows)
        return {
            "number": (Whole(), None),
            "subject": (Words(), text(255, 0)),
            "contact_id": (Reference(target="contacts"), one_of(contacts)),
            "contact_ids": (References(target="contacts"), None),
            "priority": self.listed("priority"),
            "level": self.listed("level"),
            "opened_at": (Instants(), moment(0)),
            "closed_at": (Instants(), None),
        }

    def listed(self, field: str) -> tuple[Shape, Make]:
        """A field whose values stand on a list."""
        values = tuple(one.value for one in values_of(LISTS[field]))
        return Listed(values=values), one_of(values)
