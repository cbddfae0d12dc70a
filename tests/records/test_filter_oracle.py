"""Any query in any order finds what the oracle says, page by page and by cursor alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests.calls import Api, Reply
from tests.people import Person
from tests.records.oracle.asking import Asker, orders
from tests.records.oracle.judge import World
from tests.records.oracle.making import heard
from tests.records.oracle.shapes import Reference
from tests.records.oracle.world import SETS, Setting, make_setting

pytestmark = pytest.mark.django_db
TABLES = ("accounts", "contacts", "opportunities", "cases")
STEPS = {
    "contacts": ("account",),
    "opportunities": ("account", "contact", "stage"),
    "cases": ("contact",),
}
Question = tuple[Person, str, dict[str, Any], dict[str, str]]


@pytest.fixture(scope="module")
def setting(shared_database: None) -> Setting:
    """The records of the oracle's world."""
    return make_setting()


@st.composite
def questions(draw: st.DrawFn, setting: Setting) -> Question:
    """Who asks for which records, how filtered, in which order."""
    people = setting.people
    caller = draw(st.sampled_from([people.administrator, people.owner, people.stranger]))
    table = draw(st.sampled_from(TABLES))
    world = setting.world
    rows = world.tables[table].rows
    asker = Asker(draw, world, table, paths(world, table), rows[draw(st.sampled_from([*rows]))])
    query = asker.query() if draw(st.integers(0, 19)) else {}
    order = draw(orders(world, table))
    note(f"{caller.user} asks for {table}: q={query} order={order}")
    return caller, table, query, order


def paths(world: World, table: str) -> dict[str, list[str]]:
    """The fields of a table, and those one step away, by shape."""
    names = list(world.tables[table].shapes)
    for step in STEPS.get(table, ()):
        relation = world.tables[table].shapes[f"{step}_id"]
        assert isinstance(relation, Reference)
        names += [f"{step}.{name}" for name in world.tables[relation.target].shapes]
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[type(world.shape(table, name)).__name__].append(name)
    return found


def read(caller: Person, table: str, **asked: Any) -> Reply:
    """A page of a list, which must be answered."""
    reply = Api(caller.token).get(f"/api/{table}", **asked)
    assert reply.status == 200, reply
    return reply


def pages(caller: Person, table: str, **asked: Any) -> Iterator[Reply]:
    """The pages of a list, one after the other."""
    for number in count(1):
        reply = read(caller, table, page=number, **asked)
        yield reply
        if not reply.body["has_more"]:
            return


def steps(caller: Person, table: str, **asked: Any) -> Iterator[Reply]:
    """The same, by cursor."""
    reply = read(caller, table, **asked)
    yield reply
    while reply.body["next_cursor"]:
        reply = read(caller, table, cursor=reply.body["next_cursor"], **asked)
        yield reply


def test_records_read_back_as_they_were_sent(setting: Setting) -> None:
    administrator = setting.people.administrator
    api, oracle = Api(administrator.token), setting.oracle(administrator)
    for name in TABLES:
        shapes = setting.world.tables[name].shapes
        for row_id, row in oracle.visible(name).items():
            item = api.get(f"/api/{name}/{row_id}").body
            for field, shape in shapes.items():
                said = heard(shape, item[SETS.get(field, field)])
                assert said == oracle.value(name, row, field), f"{name}/{row_id} {field}"


@given(data=st.data())
def test_pages_hold_what_the_oracle_says(setting: Setting, data: st.DataObject) -> None:
    caller, table, query, order = data.draw(questions(setting))
    size = data.draw(st.sampled_from([100, 30, 9]))

    expected = setting.oracle(caller).find(table, query, order)
    found = list(pages(caller, table, q=query, order=order, per_page=size))

    assert [one for reply in found for one in reply.ids] == expected
    assert {reply.body["count"] for reply in found} == {len(expected)}


@given(data=st.data())
def test_a_cursor_walks_the_same_way(setting: Setting, data: st.DataObject) -> None:
    caller, table, query, order = data.draw(questions(setting))
    size = data.draw(st.sampled_from([30, 9]))

    expected = setting.oracle(caller).find(table, query, order)
    found = steps(caller, table, q=query, order=order, per_page=size, count=False)

    assert [one for reply in found for one in reply.ids] == expected
