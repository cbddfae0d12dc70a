"""What a customer of SpotlerCRM has running, by its API guide: only origin and token are new.

python3 -m examples.spotler_client --url http://127.0.0.1:8000/spotler --token crm_… [--walk 250]
"""

import argparse
import base64
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

JsonObject = dict[str, Any]
Reply = tuple[int, Mapping[str, str], bytes]
Send = Callable[[str, str, dict[str, str], bytes | None], Reply]
GUIDE = ("name", "addresscity", "addresscounty/state", "ownerid", "source", "phone", "sector")
SAMPLES: dict[str, Any] = {
    "number": 200,
    "decimal": 1250.33,
    "boolean": 1,
    "date": "2020-11-26",
    "datetime": "2020-11-26 06:00:00",
    "text": "Sample text\nin lines",
}
STRINGS = ("Sample text", "field@example.com", "https://www.example.com", "#333333", "Europe/Paris")


def send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    """Status, headers and bytes of a reply, whatever the status."""
    try:
        with urlopen(Request(url, body, headers, method=method), timeout=60) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


class Spotler:
    """The API as the guide tells it: a bearer token, JSON both ways, records in envelopes."""

    def __init__(self, url: str, token: str, send: Send = send) -> None:
        self.url = url.rstrip("/")
        self.send = send
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of a reply; a busy server is waited for."""
        data = None if body is None else json.dumps(body).encode()
        while True:
            status, headers, content = self.send(method, self.url + path, self.headers, data)
            if status != 429:
                return status, json.loads(content)
            time.sleep(int(headers.get("Retry-After", "1")))

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of a reply; SystemExit for one of 300 or more."""
        status, found = self.ask(method, path, body)
        if status >= 300:
            raise SystemExit(f"{method} {path} was answered {status}: {found}")
        return found

    def create(self, name: str, /, **fields: Any) -> JsonObject:
        """A new record; success is exactly 201."""
        status, found = self.ask("POST", f"/{name}", fields)
        if status != 201:
            raise SystemExit(f"POST /{name} was answered {status}: {found}")
        return dict(found["record"])

    def find(self, name: str, query: JsonObject) -> list[JsonObject]:
        """The first records that a filter finds, in the order of the guide's example."""
        found = self.call("GET", f"/{name}?q={quote(json.dumps(query))}")
        return [one["record"] for one in found["list"]]

    def walk(self, name: str, limit: int = 100) -> Iterator[JsonObject]:
        """Every record of an object, page after page, until there are no more."""
        page = 1
        while True:
            found = self.call("GET", f"/{name}?limit={limit}&page={page}")
            yield from (one["record"] for one in found["list"])
            if not found["metadata"]["has_more"]:
                return
            page += 1


class Checks:
    """What was expected, and whether it came."""

    def __init__(self) -> None:
        self.failed = 0

    def equal(self, what: str, found: object, expected: object) -> None:
        """Tell whether two things are equal."""
        if found == expected:
            print(f"ok    {what}")
        else:
            self.failed += 1
            print(f"WRONG {what}: {found!r}, expected {expected!r}")


def walk(api: Spotler, checks: Checks, wanted: int) -> list[int]:
    """Make accounts until there are enough, and meet each of them once. Those that were made."""
    total = api.call("GET", "/accounts?limit=1")["metadata"]["total_count"]
    made = [
        api.create("accounts", name=f"Walker {number}")["id"] for number in range(wanted - total)
    ]
    ids = [one["id"] for one in api.walk("accounts", max(1, min(100, wanted // 3)))]
    checks.equal(f"walk {len(ids)} accounts", len(ids), max(wanted, total))
    checks.equal("meet each once, the oldest first", ids, sorted(set(ids)))
    return made


def live_with_an_account(api: Spotler, checks: Checks, mark: str) -> int:
    """Create, find, update and be told what is missing. Its id."""
    made = api.create("accounts", name=f"Acme {mark}", phone="01622 1", addresscity="Maidstone")
    checks.equal("keys of the guide", [one for one in GUIDE if one not in made], [])
    path = f"/accounts/{made['id']}"
    found = api.call("PATCH", path, {"addresscounty/state": "Kent", "sector": "Energy"})["record"]
    now = (found["name"], found["addresscounty/state"], found["phone"])
    checks.equal("change two fields", now, (f"Acme {mark}", "Kent", "01622 1"))
    query = {"addresscounty/state": "kent", "name": {"$ew": mark}}
    checks.equal("find", [one["id"] for one in api.find("accounts", query)], [made["id"]])
    since = {"modifieddate": {"$gte": f"{made['createddate']}.000000"}, "id": made["id"]}
    checks.equal("read what is new", len(api.find("accounts", since)), 1)
    status, refused = api.ask("POST", "/accounts", {})
    missing: JsonObject = {"name": [{"Required": []}]}
    checks.equal("be told what is missing", (status, refused["validation"]), (422, missing))
    status, refused = api.ask("GET", '/accounts?q={"nosuch":1}'.replace('"', "%22"))
    checks.equal("no answer to what is not understood", (status, refused["code"]), (400, 400))
    return int(made["id"])


def fill_custom_fields(api: Spotler, checks: Checks, account: int) -> None:
    """Write a value of every custom field that the data dictionary tells of, and read it back."""
    for field in api.call("GET", "/datadictionary/accounts")["fields"]:
        if not field["custom"]:
            continue
        name, kind = field["name"], field["type"]
        values = list(STRINGS) if kind == "string" else [SAMPLES.get(kind)]
        if "lookup" in kind:
            items = api.call("GET", f"/lookup/accounts/{name}")["items"]
            count = 2 if kind == "multilookup" else 1
            values = [", ".join(one["value"] for one in items[:count])]
        fitting = (value for value in values if takes(api, account, name, value))
        value = next(fitting, "no value at all")
        shown = api.call("GET", f"/accounts/{account}")["record"][name]
        checks.equal(f"custom field {name} ({kind})", shown, value)


def takes(api: Spotler, account: int, name: str, value: Any) -> bool:
    """Whether a field takes a value."""
    return api.ask("PATCH", f"/accounts/{account}", {name: value})[0] == 200


def sell(api: Spotler, checks: Checks, account: int) -> int:
    """An opportunity with lines, won in the end. Its id."""
    made = api.create("opportunities", accountid=account, name="Seats", status="Proposal")
    number = made["id"]
    checks.equal("probability of a stage", made["probability"], 50)
    api.create(
        "opportunity_lines", opportunityid=number, product="Seat", quantity=30, unitprice=420
    )
    found = api.call("GET", f"/opportunities/{number}?lines=true")["record"]
    line = found["lines"][0]
    told = (line["product"], line["quantity"], line["unitprice"], found["value"])
    checks.equal("lines, and the value from them", told, ("Seat", 30, 420, 12600))
    checks.equal("forecast", found["forecast"], "6300.00")
    won = api.call("PATCH", f"/opportunities/{number}", {"status": "Closed Won"})["record"]
    checks.equal("win", won["probability"], 100)
    steps = api.call("GET", f"/opportunities/{number}/opportunityhistories")["list"]
    checks.equal(
        "steps", [one["record"]["opportunitystatus"] for one in steps], ["Proposal", "Closed Won"]
    )
    return int(number)


def look_up(api: Spotler, checks: Checks, mark: str) -> None:
    """Read a list, and add to it."""
    before = api.call("GET", "/lookup/accounts/type")["items"]
    checks.equal("values of a list", all(one["value"] == one["id"] for one in before), True)
    added = api.call("PATCH", "/lookup/account_type", {"items": [mark]})
    checks.equal("add to a list", added["items"], [{"value": mark, "id": mark}])
    after = api.call("GET", "/lookup/accounts/type")["items"]
    checks.equal("the list is longer", len(after), len(before) + 1)


def keep_a_file(api: Spotler, checks: Checks, account: int) -> int:
    """A document with its file inside JSON. Its id."""
    content = base64.b64encode(b"Ten seats.").decode()
    made = api.create("documents", filename="offer.txt", content=content, accountid=account)
    path = f"{api.url}/documents/{made['id']}/content"
    _, _, found = api.send("GET", path, api.headers, None)
    checks.equal("a file comes back as it went", found, b"Ten seats.")
    return int(made["id"])


def run(api: Spotler, wanted: int) -> int:
    """All of it; the number of things that were wrong. Leaves nothing but what it could not."""
    checks = Checks()
    mark = f"s{time.time_ns() % 10**10}"
    status, refused = Spotler(api.url, "nobody", api.send).ask("GET", "/accounts")
    checks.equal("no token", (status, refused["message"]), (403, "Unauthenticated"))
    look_up(api, checks, mark)
    made = walk(api, checks, wanted)
    account = live_with_an_account(api, checks, mark)
    fill_custom_fields(api, checks, account)
    contact = api.create("contacts", accountid=account, last="Doe", mobile="07700 1")["id"]
    listed = api.call("GET", f"/accounts/{account}/contacts")["list"]
    checks.equal("children", [one["record"]["mobile"] for one in listed], ["07700 1"])
    call = api.create("activities", accountid=account, type="Call", date="2024-05-01 09:00:00")
    checks.equal("an activity's date", call["date"], "2024-05-01 09:00:00")
    case = api.create("cases", accountid=account, subject="No water")["id"]
    gone = [
        f"/opportunities/{sell(api, checks, account)}",
        f"/documents/{keep_a_file(api, checks, account)}",
        *(f"/contacts/{contact}", f"/activities/{call['id']}", f"/cases/{case}"),
        *(f"/accounts/{one}" for one in (account, *made)),
    ]
    for path in gone:
        checks.failed += api.call("DELETE", path) != {}
    checks.equal("delete", api.ask("GET", f"/accounts/{account}")[0], 404)
    print(f"{checks.failed} wrong")
    return checks.failed


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--url", default=os.environ.get("CRM_URL"), required="CRM_URL" not in os.environ
    )
    parser.add_argument(
        "--token", default=os.environ.get("CRM_TOKEN"), required="CRM_TOKEN" not in os.environ
    )
    parser.add_argument("--walk", type=int, default=250, help="how many accounts to walk")
    given = parser.parse_args()
    return 1 if run(Spotler(given.url, given.token), given.walk) else 0


if __name__ == "__main__":
    sys.exit(main())
