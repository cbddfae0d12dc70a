"""Every page of the dashboard × right × ownership: each address is declared, or fails here."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from records.pages.links import address, has_page
from records.types import registry
from tests.house.rights import FULL, OWNERSHIPS, PROFILES, REACH, World, build, undone
from tests.house.test_routes import routes
from tests.people import People

pytestmark = pytest.mark.django_db
# The pages of a record type, by the end of their name.
PAGES = (
    *("changelist", "filter", "add", "bin", "change", "history", "delete", "restore", "purge"),
)
# The other pages: who is let in. "suggested": what is asked for decides, as lists do.
OTHERS = {
    **{"login": "nobody", "logout": "nobody", "jsi18n": "nobody"},
    **{"index": "people", "password_change": "people", "password_change_done": "people"},
    **{"search": "people", "view_on_site": "missing", "file": "missing", "None": "missing"},
    **{"suggest": "suggested", "suggest_field": "suggested", "suggest_option": "suggested"},
    **dict.fromkeys(("autocomplete", "api_access", "api_alerts"), "administrators"),
    "api_usage": "own",
    **{
        f"apitokens_application_{page}": "administrators"
        for page in ("changelist", "add", "delete")
    },
    **{f"apitokens_token_{page}": "own" for page in ("changelist", "add", "revoke")},
}
TABLES = ("django_tasks_database_dbtaskresult", "lookups_lookuplist", "customfields_customfield")
OTHERS |= {
    f"{table}_{page}": "administrators"
    for table in TABLES
    for page in ("changelist", "add", "history", "delete", "change")
}


@pytest.fixture(scope="module")
def world(shared_people: People) -> World:
    """A record of each type and ownership, and whose rights change."""
    return build(shared_people)


@pytest.fixture
def client(world: World) -> Client:
    """The subject at the dashboard."""
    client = Client()
    client.force_login(world.subject.user)
    return client


def test_every_page_is_declared(world: World) -> None:
    pages = {one: path for path, one in routes(get_resolver().url_patterns) if "/admin/" in path}
    paged = [one.model._meta for one in registry.values() if has_page(one)]
    records = {f"{meta.app_label}_{meta.model_name}_{page}" for meta in paged for page in PAGES}
    names = {str(one.name) for one in pages}

    assert records <= names
    assert {one for one in names - records if one != "app_list"} <= set(OTHERS), names - records
    assert set(OTHERS) <= names


def test_nobody_comes_in_without_signing_in() -> None:
    stranger = Client()
    for path, one in routes(get_resolver().url_patterns):
        if path.startswith("/admin/") and OTHERS.get(str(one.name)) != "nobody":
            reply = stranger.get(path)
            assert reply.status_code in (302, 404), (path, reply.status_code)
            assert reply.status_code == 404 or "login" in reply["Location"], path


def test_the_other_pages_let_in_whom_they_are_for(world: World, client: Client) -> None:
    world.put_on("all")
    for path, one in routes(get_resolver().url_patterns):
        who = OTHERS.get(str(one.name))
        if path.startswith("/admin/") and who in ("administrators", "people", "missing"):
            status = client.get(path).status_code
            expected = {"administrators": {403}, "people": {200}, "missing": {404, 302}}[who]
            if "/x/" in path:  # of what is not there Django's own pages say so first
                expected = expected | {302}
            assert status in expected, (path, who, status)


def statuses(page: str, verb: str, profile: str, whose: str) -> set[int]:
    """What a page of a record may reply with."""
    read, edit, delete, _ = PROFILES[profile]
    far = {"delete": delete, "restore": delete, "purge": "none"}.get(page, read)
    far = edit if (page, verb) == ("change", "post") else far
    if read == "none":
        return {403, 404}
    if page == "purge":
        return {403}
    if whose not in REACH[read]:
        return {404}
    if whose not in REACH[far] or (page == "restore") != (whose == "binned"):
        return {403, 404}
    return {200, 302}


@pytest.mark.parametrize("profile", PROFILES)
def test_pages_show_what_each_right_reaches(world: World, client: Client, profile: str) -> None:
    world.put_on(profile)
    read, _, _, create = PROFILES[profile]
    record_type, rows = registry[FULL], world.rows[FULL]
    for page in ("changelist", "bin"):
        status = client.get(address(record_type, page)).status_code
        assert status == (403 if read == "none" else 200), page
    assert client.get(address(record_type, "add")).status_code == (200 if create else 403)
    for whose in OWNERSHIPS:
        for page, verb in (
            *(("change", "get"), ("history", "get"), ("delete", "get"), ("change", "post")),
            *(("delete", "post"), ("restore", "post"), ("purge", "post")),
        ):
            with undone():
                reply = getattr(client, verb)(address(record_type, page, rows[whose]))
            expected = statuses(page, verb, profile, whose)
            assert reply.status_code in expected, (page, verb, whose, reply.status_code)


def test_each_type_shows_its_list_to_readers_alone(world: World, client: Client) -> None:
    for profile in ("none", "reader"):
        world.put_on(profile)
        for name, one in registry.items():
            if not has_page(one):
                continue
            status = client.get(address(one, "changelist")).status_code
            is_open = one.audience == "everyone" or (
                one.audience == "roles" and profile == "reader"
            )
            assert status == (200 if is_open else 403), (name, profile, status)
            terms = client.get(f"/admin/suggest/{name}/")
            hidden = one.audience == "administrators" or not is_open
            assert terms.status_code == (404 if hidden else 200), name
            if name in world.rows and not hidden:
                own, private = world.rows[name]["own"], world.rows[name]["private"]
                found = {int(row["id"]) for row in terms.json()["results"]}
                assert own in found and private not in found, name
