"""The answers to the questions of the check as the API gives them, by filters and cursor."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from examples.client import Client, JsonObject

Row = tuple[str, ...]
DEALS = {"external_source": "sales_pipeline"}


class Miscount(Exception):
    """A list whose `count` is not the number of records that its pages hold."""


def walked(client: Client, path: str, **params: object) -> Iterator[JsonObject]:
    """The records of a list, after which its exact count must have been right."""
    count, seen = 0, set()
    for number, page in enumerate(client.pages(path, **params)):
        count = page["count"] if number == 0 else count
        for record in page["results"]:
            seen.add(record["id"])
            yield record
    if count != len(seen):
        raise Miscount(f"{path}: count says {count}, the pages hold {len(seen)} records")


def companies_founded(client: Client, first: int, last: int) -> list[Row]:
    """Sector, company and year, asked for one sector after the other."""
    found = []
    for sector in _sectors(client):
        query = {"external_source": "sp500", "cf_sector": sector}
        for record in walked(
            client,
            "accounts",
            q={**query, "cf_founded": {"$bt": [first, last]}},
            order={"cf_founded": "asc", "name": "asc"},
            fields="id,name,cf_founded",
        ):
            found.append((sector, record["name"], str(record["cf_founded"])))
    return sorted(found)


def _sectors(client: Client) -> list[str]:
    for definition in client.walk("customfields", record_type="accounts"):
        if definition["key"] == "cf_sector":
            return [option["label"] for option in definition["options"]]
    return []


def early_members(client: Client, before: int, parts: Iterable[str]) -> list[Row]:
    """Id, name and birthday of members born before a year whose name holds one of the parts."""
    query = {
        "external_source": "congress",
        "cf_birthday": {"$lt": f"{before}-01-01"},
        "$or": [{"name": {"$con": part}} for part in parts],
    }
    fields = "id,external_id,name,cf_birthday"
    return sorted(
        (record["external_id"], record["name"], record["cf_birthday"])
        for record in walked(
            client, "contacts", q=query, order={"cf_birthday": "asc"}, fields=fields
        )
    )


def won_by_quarter(client: Client, quarters: Mapping[str, tuple[str, str]]) -> list[Row]:
    """Agent, quarter, number and value of the deals won, asked for one quarter after the other."""
    agents = {
        record["id"]: f"{record['first_name']} {record['last_name']}"
        for record in walked(client, "users", fields="id,first_name,last_name")
    }
    values: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for name, span in quarters.items():
        query = {**DEALS, "status": "won", "close_date": {"$bt": list(span)}}
        for record in walked(client, "opportunities", q=query, fields="id,owner_id,amount"):
            values[agents[record["owner_id"]], name].append(Decimal(record["amount"]))
    return sorted((*place, str(len(all_)), str(sum(all_))) for place, all_ in values.items())


def open_deals_of_subsidiaries(client: Client) -> list[Row]:
    """Parent, account and id of the deals, found by a condition on the deal's account."""
    return _deals(client, {**DEALS, "status": "open", "account.parent_id": {"$not": None}})


def open_deals_by_account_ids(client: Client) -> list[Row]:
    """The same by another way: first the accounts that have a parent, then the deals of these."""
    query = {**DEALS, "parent_id": {"$not": None}}
    ids = [record["id"] for record in walked(client, "accounts", q=query, fields="id")]
    return _deals(client, {**DEALS, "status": "open", "account_id": {"$in": ids}})


def _deals(client: Client, query: JsonObject) -> list[Row]:
    accounts = {
        record["id"]: record
        for record in walked(client, "accounts", q=DEALS, fields="id,name,parent_id")
    }
    found = []
    for record in walked(client, "opportunities", q=query, fields="id,external_id,account_id"):
        account = accounts[record["account_id"]]
        parent = accounts[account["parent_id"]]
        found.append((parent["name"], account["name"], record["external_id"]))
    return sorted(found)


def all_companies(client: Client) -> list[Row]:
    """Every company: symbol, name, founding text."""
    fields = "id,name,cf_symbol,cf_founded_text"
    return sorted(
        (record["cf_symbol"], record["name"], record["cf_founded_text"] or "")
        for record in walked(client, "accounts", q={"external_source": "sp500"}, fields=fields)
    )


def all_members(client: Client) -> list[Row]:
    """Every member: id, last name, birthday."""
    fields = "id,external_id,last_name,cf_birthday"
    return sorted(
        (record["external_id"], record["last_name"], record["cf_birthday"] or "")
        for record in walked(client, "contacts", q={"external_source": "congress"}, fields=fields)
    )


def all_deals(client: Client) -> list[Row]:
    """Every deal: id, account, stage, closing day, and its value once it is closed."""
    accounts = _names(client, "accounts", DEALS)
    stages = _names(client, "pipeline_stages", {})
    fields = "id,external_id,account_id,stage_id,status,close_date,amount"
    return sorted(
        (
            record["external_id"],
            accounts.get(record["account_id"], ""),
            stages[record["stage_id"]],
            record["close_date"] or "",
            "" if record["status"] == "open" else str(record["amount"]),
        )
        for record in walked(client, "opportunities", q=DEALS, fields=fields)
    )


def _names(client: Client, path: str, query: JsonObject) -> dict[int, str]:
    records = walked(client, path, q=query, fields="id,name")
    return {record["id"]: record["name"] for record in records}
