"""What a customer of Cogmento (or FreeCRM) has running: only address and credentials are new.

python3 -m examples.cogmento_client --url http://127.0.0.1:8000/cogmento --token crm_… [--walk 250]
With --email and --password in the place of --token it signs in by POST /auth/ first.
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
    "boolean": True,
    "color": "#333333",
    "date": "2020-11-26",
    "datetime": "2020-11-26T06:00:00.000Z",
    "email": "field@example.com",
    "number": 200,
    "decimal": 1250.33,
    "text": "Sample Text",
    "textarea": "Sample Text",
    "timezone": "America/Toronto",
    "url": "https://www.example.com",
}


def send(method: str, url: str, headers: dict[str, str], body: bytes | None) -> Reply:
    """Status, headers and bytes of a reply, whatever the status."""
    try:
        with urlopen(Request(url, body, headers, method=method), timeout=60) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except HTTPError as error:
        return error.code, dict(error.headers), error.read()


class Cogmento:
    """The API as its introduction tells it: a token, JSON in `response`, 429 waited out."""

    def __init__(self, url: str, token: str = "", send: Send = send) -> None:
        self.url = f"{url.rstrip('/')}/api/1"
        self.send = send
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Token {token}"

    def sign_in(self, email: str, password: str) -> None:
        """Take a token, and go on where the reply leads."""
        found = self.call("POST", "auth/", {"email": email, "password": password})
        self.headers["Authorization"] = f"Token {found['token']}"
        self.url = found["urls"]["api"]

    def call(self, method: str, path: str, body: JsonObject | None = None, **query: Any) -> Any:
        """What `response` holds; SystemExit for a reply of 400 or more."""
        status, content = self.ask(method, path, body, **query)
        if status >= 400:
            raise SystemExit(f"{method} {path} was answered {status}: {content}")
        return content["response"]

    def ask(
        self, method: str, path: str, body: JsonObject | None = None, **query: Any
    ) -> tuple[int, Any]:
        """Status and JSON of a reply."""
        address = f"{self.url}/{path}" + (f"?{urlencode(query)}" if query else "")
        data = None if body is None else json.dumps(body).encode()
        while True:
            status, headers, content = self.send(method, address, self.headers, data)
            if status != 429:
                return status, json.loads(content)
            time.sleep(int(headers.get("Retry-After", "1")))

    def walk(self, resource: str, limit: int = 100) -> Iterator[JsonObject]:
        """Every record of a resource: start grows while fewer than `total` are held."""
        held = 0
        while True:
            found = self.call("GET", f"{resource}/", start=held, limit=limit, sort="created_at")
            yield from found["results"]
            held += len(found["results"])
            if held >= found["total"] or not found["results"]:
                return

    def found(self, resource: str, filter: JsonObject) -> list[str]:
        """The ids of the records that a filter finds."""
        page = self.call("GET", f"{resource}/", filter=json.dumps(filter))
        return [one["id"] for one in page["results"]]


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


def walk(api: Cogmento, checks: Checks, wanted: int) -> list[str]:
    """Make contacts until there are enough, and meet each of them once. Those that were made."""
    total = api.call("GET", "contacts/", limit=1)["total"]
    made = [
        api.call("POST", "contacts/", {"first_name": "Walker", "last_name": str(number)})
        for number in range(wanted - total)
    ]
    ids = [one["id"] for one in api.walk("contacts", max(1, min(100, wanted // 3)))]
    checks.equal(f"walk {len(ids)} contacts", len(ids), max(wanted, total))
    checks.equal("meet each once", len(set(ids)), len(ids))
    return [one["result"]["id"] for one in made]


def live_with_a_contact(api: Cogmento, checks: Checks, mark: str) -> str:
    """Create, find, and update. Its id."""
    sent = {
        "first_name": "Jane",
        "last_name": f"Doe {mark}",
        "channels": [
            {"channel_type": "Email", "value": f"{mark}@example.com"},
            {"channel_type": "Phone", "value": f"+1 555 {mark[-6:]}"},
        ],
        "tags": [mark],
        "company": f"Company {mark}",
        "source": "Trade fair",
    }
    made = api.call("POST", "contacts/", sent)["result"]
    for name in ("first_name", "last_name", "source"):
        checks.equal(f"contact: {name}", made[name], sent[name])
    checks.equal("company by name", made["company"]["name"], sent["company"])
    checks.equal("e-mail of the channels", made["email"], f"{mark}@example.com")
    for filter in (
        {"last_name": f"DOE {mark}"},
        {"field": "last_name", "operator": "contains", "value": mark},
        {"or": [{"email": f"{mark}@example.com"}, {"last_name": "Nobody"}]},
        {"company.name": f"Company {mark}"},
    ):
        checks.equal(f"find by {filter}", api.found("contacts", filter), [made["id"]])
    changed = api.call("PUT", f"contacts/{made['id']}/", {"job_title": "Buyer"})["result"]
    checks.equal(
        "change one field", (changed["job_title"], changed["email"]), ("Buyer", made["email"])
    )
    return str(made["id"])


def fill_custom_fields(api: Cogmento, checks: Checks, contact: str) -> None:
    """Write a value of every custom field, and read it back."""
    for field in api.call("GET", "templates/contact/")["result"]:
        if not field["custom"]:
            continue
        labels = [one["label"] for one in field["options"]]
        value: Any = SAMPLES.get(field["type"])
        if labels:
            value = labels[:2] if field["multiple"] else labels[0]
        api.call("PUT", f"contacts/{contact}/", {field["name"]: value})
        shown = api.call("GET", f"contacts/{contact}/")["result"][field["name"]]
        checks.equal(f"custom field {field['name']} ({field['type']})", shown, value)


def sell(api: Cogmento, checks: Checks, contact: str, mark: str) -> list[str]:
    """A deal with products, and a task about it; the deal is won. Their paths."""
    product = api.call("POST", "products/", {"name": f"Axle {mark}", "list_price": 12.5})["result"]
    sent = {
        "title": f"Deal {mark}",
        "contacts": [contact],
        "products": [{"id": product["id"], "quantity": 4}],
        "close_date": "2030-05-01",
    }
    deal = api.call("POST", "deals/", sent)["result"]
    checks.equal("products of a deal", [one["name"] for one in deal["products"]], [f"Axle {mark}"])
    checks.equal("total of the lines", deal["summary"]["total_value"], 50)
    task = {"title": "Call back", "deal": {"id": deal["id"]}, "due_date": "2030-04-01"}
    task = api.call("POST", "tasks/", task)["result"]
    checks.equal("due date", task["due_date"], "2030-04-01")
    whole = api.call("GET", f"contacts/{contact}/")["result"]
    checks.equal("the contact's deals", [one["id"] for one in whole["deals"]], [deal["id"]])
    won = api.call("PUT", f"deals/{deal['id']}/", {"stage": "Closed Won"})["result"]
    checks.equal("win", (won["status"], won["closed"]), ("won", True))
    return [f"tasks/{task['id']}/", f"deals/{deal['id']}/", f"products/{product['id']}/"]


def run(api: Cogmento, wanted: int) -> int:
    """All of it; the number of things that were wrong. Leaves nothing but a company."""
    checks = Checks()
    mark = f"c{time.time_ns() % 10**10}"
    user = api.call("GET", "auth/user")["user"]
    checks.equal("who calls", "email" in user and len(user["id"]) == 36, True)
    made = walk(api, checks, wanted)
    contact = live_with_a_contact(api, checks, mark)
    fill_custom_fields(api, checks, contact)
    paths = sell(api, checks, contact, mark)
    for path in (*paths, *(f"contacts/{one}/" for one in (contact, *made))):
        api.call("DELETE", path)
    checks.equal("delete", api.ask("GET", f"contacts/{contact}/")[0], 404)
    print(f"{checks.failed} wrong")
    return checks.failed


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--url", default=os.environ.get("CRM_URL"), required="CRM_URL" not in os.environ
    )
    parser.add_argument("--token", default=os.environ.get("CRM_TOKEN", ""))
    parser.add_argument("--email", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--walk", type=int, default=250, help="how many contacts to walk")
    given = parser.parse_args()
    api = Cogmento(given.url, given.token)
    if given.email:
        api.sign_in(given.email, given.password)
    return 1 if run(api, given.walk) else 0


if __name__ == "__main__":
    sys.exit(main())
