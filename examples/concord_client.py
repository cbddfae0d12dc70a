"""What a customer of Concord CRM has running, by its API guide: only URL and token are new.

python3 -m examples.concord_client --url http://127.0.0.1:8000/concord --token crm_… [--walk 250]
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

JsonObject = dict[str, Any]
Reply = tuple[int, Mapping[str, str], bytes]
Send = Callable[[str, str, dict[str, str], bytes | None], Reply]
SAMPLES: dict[str, Any] = {
    "Boolean": True,
    "ColorSwatch": "#333333",
    "Date": "2020-11-26",
    "DateTime": "2020-11-26 06:00:00",
    "Email": "field@example.com",
    "Number": 200,
    "Numeric": 1250.33,
    "Text": "Sample Text",
    "Textarea": "Sample Text",
    "Timezone": "America/Toronto",
    "URL": "https://www.example.com",
}


def send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    """Status, headers and bytes of a reply, whatever the status."""
    try:
        with urlopen(Request(url, body, headers, method=method), timeout=60) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


class Concord:
    """The API as the guide tells it: a bearer token, JSON both ways, 429 waited out."""

    def __init__(self, url: str, token: str, send: Send = send) -> None:
        self.url = f"{url.rstrip('/')}/api"
        self.send = send
        self.headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Authorization": f"Bearer {token}",
        }

    def call(self, method: str, path: str, body: JsonObject | None = None, **query: Any) -> Any:
        """The JSON of a reply; SystemExit for one of 400 or more."""
        status, content = self.ask(method, path, body, **query)
        if status >= 400:
            raise SystemExit(f"{method} {path} was answered {status}: {content}")
        return content

    def ask(
        self, method: str, path: str, body: JsonObject | None = None, **query: Any
    ) -> tuple[int, Any]:
        """Status and JSON of a reply; None where it is empty."""
        address = f"{self.url}/{path}" + (f"?{urlencode(query)}" if query else "")
        data = None if body is None else json.dumps(body).encode()
        while True:
            status, headers, content = self.send(method, address, self.headers, data)
            if status != 429:
                return status, json.loads(content) if content else None
            time.sleep(int(headers.get("Retry-After", "1")))

    def walk(self, resource: str, per_page: int = 100) -> Iterator[JsonObject]:
        """Every record of a resource, page after page."""
        page = 1
        while True:
            found = self.call("GET", resource, page=page, per_page=per_page, order="id")
            yield from found["data"]
            if page >= found["last_page"]:
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


def walk(api: Concord, checks: Checks, wanted: int) -> list[int]:
    """Make contacts until there are enough, and meet each of them once. Those that were made."""
    total = api.call("GET", "contacts", per_page=1)["total"]
    made = [
        api.call("POST", "contacts", {"first_name": f"Walker {number}"})["id"]
        for number in range(wanted - total)
    ]
    ids = [one["id"] for one in api.walk("contacts", max(1, min(100, wanted // 3)))]
    checks.equal(f"walk {len(ids)} contacts", len(ids), max(wanted, total))
    checks.equal("meet each once", len(set(ids)), len(ids))
    return made


def live_with_a_contact(api: Concord, checks: Checks, mark: str) -> int:
    """Create, find, update, and be refused a second one. Its id."""
    email, phone = f"{mark}@example.com", f"+1 555 {mark[-4:]} 42"
    sent = {
        "first_name": "Jane",
        "last_name": f"Doe {mark}",
        "email": email,
        "phones": [{"number": phone, "type": "mobile"}],
        "tags": [mark],
        "country_id": api.call("GET", "countries")["data"][0]["id"],
        "source_id": api.call("GET", "sources")["data"][0]["id"],
    }
    made = api.call("POST", "contacts", sent)
    for name in ("first_name", "email", "country_id", "source_id"):
        checks.equal(f"contact: {name}", made[name], sent[name])
    found = api.call("GET", "contacts", q=email, search_fields="email:=", per_page=1)
    checks.equal("find by e-mail address", [one["id"] for one in found["data"]], [made["id"]])
    number = phone.replace(" ", "")
    found = api.call("GET", "contacts", q=number, search_fields="phones.number:=", per_page=1)
    checks.equal("find by number", [one["id"] for one in found["data"]], [made["id"]])
    changed = api.call("PUT", f"contacts/{made['id']}", {"job_title": "Buyer"})
    now = (changed["job_title"], changed["first_name"])
    checks.equal("change one field", now, ("Buyer", "Jane"))
    status, body = api.ask("POST", "contacts", {"first_name": "Twin", "email": email})
    checks.equal("no second one", (status, list(body["errors"])), (422, ["email"]))
    return int(made["id"])


def fill_custom_fields(api: Concord, checks: Checks, contact: int) -> None:
    """Write a value of every custom field, and read it back."""
    for field in api.call("GET", "custom-fields", resource="contacts")["data"]:
        key, kind, options = field["field_id"], field["field_type"], field["options"]
        if kind in ("Select", "Radio"):
            value: Any = options[0]["id"]
        elif kind in ("MultiSelect", "Checkbox"):
            value = [one["id"] for one in options[:2]]
        else:
            value = SAMPLES[kind]
        api.call("PUT", f"contacts/{contact}", {key: value})
        shown = api.call("GET", f"contacts/{contact}")[key]
        expected = "2020-11-26T06:00:00.000000Z" if kind == "DateTime" else value
        checks.equal(f"custom field {key} ({kind})", shown, expected)


def sell(api: Concord, checks: Checks, contact: int, mark: str) -> tuple[int, int]:
    """A deal with billable products, won in the end. The ids of deal and product."""
    stage = api.call("GET", "pipelines")["data"][0]["stages"][0]["id"]
    product = api.call("POST", "products", {"name": f"Axle {mark}", "unit_price": 12.5})
    deal = api.call(
        "POST", "deals", {"name": f"Deal {mark}", "stage_id": stage, "contacts": [contact]}
    )
    rows = [
        {"product_id": product["id"], "qty": 2},
        {"name": "Delivery", "unit_price": 9.95, "qty": 1},
    ]
    path = f"deals/{deal['id']}"
    sold = api.call("PUT", path, {"billable": {"tax_type": "exclusive", "products": rows}})
    checks.equal("billable products", sold["billable"]["total"], 34.95)
    first = {"id": sold["billable"]["products"][0]["id"], "qty": 4}
    sold = api.call("PUT", path, {"billable": {"products": [first]}})
    checks.equal("change a row", len(sold["billable"]["products"]), 2)
    checks.equal("amount from rows", sold["amount"], 59.95)
    note = {
        "body": "<p>Called</p>",
        "via_resource": "deals",
        "via_resource_id": deal["id"],
        "deals": [deal["id"]],
        "contacts": [contact],
    }
    checks.equal("note", api.call("POST", "notes", note)["associations_count"], 2)
    won = api.call("PUT", path, {"status": "won"})
    checks.equal("win", (won["status"], won["stage_id"]), ("won", stage))
    return int(deal["id"]), int(product["id"])


def look_up(api: Concord, checks: Checks) -> None:
    """Read the lists that a form would offer."""
    for one, other in (
        ("activity-types", "activityTypes"),
        ("call-outcomes", "callOutcomes"),
        ("document-types", "documentTypes"),
        ("pipeline-stages", "stages"),
    ):
        same = api.call("GET", one)["data"] == api.call("GET", other)["data"]
        checks.equal(f"{one} under both names", same, True)
    me = api.call("GET", "me")["id"]
    known = [one["id"] for one in api.walk("users")]
    checks.equal("users", me in known, True)


def run(api: Concord, wanted: int) -> int:
    """All of it; the number of things that were wrong. Leaves nothing but what it could not."""
    checks = Checks()
    mark = f"c{time.time_ns() % 10**10}"
    look_up(api, checks)
    made = walk(api, checks, wanted)
    contact = live_with_a_contact(api, checks, mark)
    fill_custom_fields(api, checks, contact)
    deal, product = sell(api, checks, contact, mark)
    for path in (
        f"deals/{deal}",
        f"products/{product}",
        *(f"contacts/{one}" for one in (contact, *made)),
    ):
        api.call("DELETE", path)
    checks.equal("delete", api.ask("GET", f"contacts/{contact}")[0], 404)
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
    parser.add_argument("--walk", type=int, default=250, help="how many contacts to walk")
    given = parser.parse_args()
    return 1 if run(Concord(given.url, given.token), given.walk) else 0


if __name__ == "__main__":
    sys.exit(main())
