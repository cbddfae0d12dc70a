"""Every address × method × right × ownership: each cell is declared, and what is not fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver

from crm.mounts import dialects
from dialects.docs import DocsPage
from records.companions import CompanionViewSet
from records.types import RecordType, registry
from records.viewsets import RecordViewSet
from tests.calls import Api
from tests.house.rights import (
    BODIES,
    FEW,
    FULL,
    NEEDS,
    OWNERSHIPS,
    PARTS,
    PROFILES,
    REACH,
    THOROUGH,
    World,
    body_of,
    build,
    expected,
    status_of,
    undone,
)
from tests.house.test_routes import routes
from tests.people import People

pytestmark = pytest.mark.django_db
DONE = {200, 201}
VERBS = ("get", "post", "put", "patch", "delete")
# Who is let in at addresses behind which no record type stands, by the end of their path:
# "everybody" with an identity, "administrators", "nobody" (open to those without identity).
EXTRAS: dict[str, dict[str, str]] = {
    "native": {
        **{"datadictionary": "GET everybody", "datadictionary/7": "GET missing"},
        "lookup/7": "GET missing PATCH administrators",
        "lookup/7/7": "GET missing PATCH administrators DELETE administrators",
        "customfields": "GET everybody POST administrators",
        "customfields/7": "GET missing PATCH missing DELETE missing",
        "attachments": "POST everybody",
        **{"attachments/7": "GET missing DELETE missing", "attachments/7/content": "GET missing"},
        **{f"auth/token{end}": "POST nobody" for end in ("", "/refresh", "/revoke")},
        "tokens": "GET everybody POST everybody",
        "tokens/7": "GET missing DELETE missing",
        **{"me": "GET everybody", "usage": "GET everybody"},
        "alerts": "GET administrators POST administrators",
        "alerts/7": "DELETE administrators",
        "explain-access": "GET administrators",
        "schema": "GET everybody",
        **{"docs": "GET nobody", "docs/start.js": "GET nobody", "redoc": "GET nobody"},
    },
}

# What people sign in at, in all dialects; the pages of documents send people to the dashboard's.
OPEN = {("native", path) for path in EXTRAS["native"] if "auth" in path}
OPEN |= {("cogmento", "auth"), ("spotler", "oauth/authorize"), ("spotler", "oauth/token")}
OPEN |= {("espocrm", "Settings")}


@pytest.fixture(scope="module")
def world(shared_people: People) -> World:
    """A record of each type and ownership, and whose rights change."""
    return build(shared_people)


def acts_of(record_type: RecordType) -> set[str]:
    """The acts that the native dialect offers on a type."""
    [native] = [one for one in dialects() if one.name == "native"]
    return {act for route in native.routes(record_type) for act in route.verbs.values()}


def cells(name: str, profile: str) -> Iterator[tuple[str, str]]:
    """What is tried on a type's records: acts and ownerships."""
    offered = acts_of(registry[name])
    is_full = name == FULL and profile in THOROUGH
    for act in sorted(offered if is_full else FEW[profile] | (offered & {"act"})):
        if NEEDS[act] is not None and (act != "restore" or registry[name].has_bin):
            # Not what is shared: who converts such a lead would make others owners, which is 422.
            tried = OWNERSHIPS if name == FULL else ("own", "team", "private", "binned")
            yield from ((act, one) for one in tried)


def test_every_act_and_every_type_is_declared() -> None:
    assert {act for one in registry.values() for act in acts_of(one)} == set(NEEDS)
    owned = {one.name for one in registry.values() if one.has_owner or one.parent in own_parts()}
    assert set(BODIES) | set(PARTS) == owned - {"pipeline_stages"}


def own_parts() -> set[str | None]:
    """The fields by which parts name a parent that has an owner."""
    return {one.parent for one in registry.values() if one.name in PARTS}


@pytest.mark.parametrize("profile", PROFILES)
def test_each_right_reaches_its_records_and_no_others(world: World, profile: str) -> None:
    world.put_on(profile)
    wrong = []
    for name, rows in world.rows.items():
        for act, whose in cells(name, profile):
            status = status_of(world, name, act, rows[whose])
            status = 200 if status in DONE else status
            if status != expected(registry[name], act, profile, whose):
                wrong.append((name, act, whose, status))
    assert not wrong, wrong


@pytest.mark.parametrize("profile", PROFILES)
def test_lists_hold_what_each_right_reaches(world: World, profile: str) -> None:
    world.put_on(profile)
    read, _, _, create = PROFILES[profile]
    live = REACH[read] - {"binned"}
    for name, rows in world.rows.items():
        path, api = f"/api/{name}", world.api
        replies = [api.get(path, per_page=100), api.post(f"{path}/search", {"per_page": 100})]
        if read == "none":
            assert [one.status for one in replies] == [403, 403], name
        else:
            known = {one: whose for whose, one in rows.items()}
            for reply in replies:
                assert {known[one] for one in reply.ids if one in known} == live, name
                assert reply.body["count"] == len(reply.ids)
        with undone():
            if name in BODIES:
                assert api.post(path, body_of(name)).status == (201 if create else 403), name
            row = {"id": rows["own"]}
            done = api.post(f"{path}/bulk", {"update": [row], "atomic": False})
            found = done.body["results"][0]["status"] if done.status == 200 else done.status
            assert found == expected(registry[name], "change", profile, "own"), name


def test_supporting_records_are_read_by_all_and_written_by_administrators(world: World) -> None:
    world.put_on("all")
    for name, one in registry.items():
        if name in world.rows:
            continue
        path = f"/api/{name}"
        [record_id, *_] = world.boss.get(path).ids or [0]
        reading = 403 if one.audience == "administrators" else 200
        calls: dict[tuple[str, str], Any] = {
            **{("GET", path): None, ("POST", f"{path}/search"): {}},
            ("POST", path): {},
            **{("GET", f"{path}/{record_id}"): None, ("PATCH", f"{path}/{record_id}"): {}},
            **{("PUT", f"{path}/{record_id}"): {}, ("DELETE", f"{path}/{record_id}"): None},
            ("GET", f"{path}/{record_id}/changes"): None,
        }
        for (verb, place), body in calls.items():
            status = world.api.call(verb, place, body).status
            is_read = verb == "GET" or place.endswith("search")
            assert record_id and status == (reading if is_read else 403), (verb, place, status)


def test_without_rights_nothing_is_done_in_any_dialect(world: World) -> None:
    world.put_on("none")
    found = dict(routes(get_resolver().url_patterns))
    tried = 0
    for dialect in dialects():
        for word in dialect.words(registry[FULL]):
            start = f"/{dialect.prefix}{word}"
            for path, one in found.items():
                actions = getattr(one.callback, "actions", None) or {}
                if path != start and not path.startswith(f"{start}/"):
                    continue
                place = path.replace("/7", f"/{world.rows[FULL]['own']}", 1)
                for verb in tuple(actions):
                    with undone():
                        body = None if verb in ("get", "delete") else body_of(FULL)
                        reply = world.api.call(verb.upper(), place, body)
                    assert reply.status >= 400, (verb, place, reply)
                    tried += 1
    assert tried > 20


def extras() -> Iterator[tuple[str, str, Any]]:
    """The addresses behind which no record type stands: dialect, end of the path, view."""
    for dialect in dialects():
        mount = f"/{dialect.prefix}"
        for path, one in routes(get_resolver().url_patterns):
            view = getattr(one.callback, "cls", None) or getattr(one.callback, "view_class", None)
            is_record = view is not None and issubclass(view, RecordViewSet | CompanionViewSet)
            if path.startswith(mount) and path != mount and not is_record:
                yield dialect.name, path.removeprefix(mount), view


def test_every_other_address_is_declared_with_its_methods() -> None:
    found = {
        (name, path): {verb.upper() for verb in VERBS if hasattr(view, verb)}
        for name, path, view in extras()
        if name in EXTRAS
    }
    declared = {
        (name, path): set(words.split()[::2])
        for name, paths in EXTRAS.items()
        for path, words in paths.items()
    }
    assert found == declared


def test_nothing_answers_without_identity_but_what_is_declared_open() -> None:
    found = {
        (name, path)
        for name, path, view in extras()
        if not view.needs_identity and not issubclass(view, DocsPage)
    }
    assert found == OPEN


def test_the_other_addresses_let_in_whom_they_are_for(world: World) -> None:
    world.put_on("all")
    for path, words in EXTRAS["native"].items():
        pairs = words.split()
        for verb, who in zip(pairs[::2], pairs[1::2], strict=True):
            place = f"/api/{path}"
            if who == "nobody":
                reply = Api().client.generic(verb, place)
                assert reply.status_code not in (401, 403), place
                continue
            body: Any = None if verb in ("GET", "DELETE") else {}
            open_to_all = Api().call(verb, place, body).status
            subject = world.api.call(verb, place, body).status
            assert open_to_all == 401, place
            if who == "missing":
                assert subject == 404, (place, verb, subject)
            else:
                assert (subject == 403) == (who == "administrators"), (place, verb, subject)
