"""The people of the tests: owner, colleague, stranger, and an administrator beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from apitokens.issuing import issue
from lookups.defaults import install as install_lists
from opportunities.defaults import install as install_pipeline
from revisions.store import bump
from tests.calls import Api
from users.models import Role, Team, User

REMEMBERED = ("users", "tokens", "lookups", "customfields", "pipelines")
SELLER = [{"record_type": "*", "create": True, "read": "team", "edit": "own", "delete": "own"}]
MANY_CALLS = 1_000_000


@dataclass(frozen=True)
class Person:
    """A user with a token that may read and write."""

    user: User
    token: str = field(repr=False)

    @property
    def id(self) -> int:
        """The user's id."""
        return self.user.pk


@dataclass(frozen=True)
class People:
    """The owner, a colleague of his team, a stranger of another, and an administrator."""

    owner: Person
    colleague: Person
    stranger: Person
    administrator: Person
    team: Team


def person(
    name: str, teams: Iterable[Team] = (), roles: Iterable[Role] = (), **more: Any
) -> Person:
    """A user who calls by token, as often as the tests like."""
    user = User.objects.create_user(f"{name}@example.com", api_access=True, **more)
    user.teams.set(teams)
    user.roles.set(roles)
    bump("users")
    _, token = issue(user, name, scopes=["write"], rate_limit=MANY_CALLS)
    return Person(user, token)


def install() -> None:
    """What a new installation comes with; whatever was remembered of other tests is forgotten."""
    bump(*REMEMBERED)
    install_lists()
    install_pipeline()


def gather() -> People:
    """The four, in an installation of their own."""
    sales, support = Team.objects.create(name="Sales"), Team.objects.create(name="Support")
    seller = Role.objects.create(name="Seller", grants=SELLER)
    return People(
        owner=person("owner", [sales], [seller]),
        colleague=person("colleague", [sales], [seller]),
        stranger=person("stranger", [support], [seller]),
        administrator=person("administrator", is_superuser=True),
        team=sales,
    )


@pytest.fixture
def people(db: None) -> People:
    """Owner, colleague, stranger and administrator: sellers read their team's records and write
    their own."""
    install()
    return gather()


@pytest.fixture(scope="module")
def shared_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transaction around all tests of a module, for what is costly to make and only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shared_people(shared_database: None) -> People:
    """The four, for all tests of a module."""
    install()
    return gather()


@pytest.fixture
def owner(people: People) -> Person:
    """Whose records they are."""
    return people.owner


@pytest.fixture
def colleague(people: People) -> Person:
    """Who reads what the owner has, but may not write it."""
    return people.colleague


@pytest.fixture
def stranger(people: People) -> Person:
    """For whom the owner's records do not exist."""
    return people.stranger


@pytest.fixture
def administrator(people: People) -> Person:
    """Who may all."""
    return people.administrator


@pytest.fixture
def api() -> Callable[[Person | str | None], Api]:
    """The API as a person, or whoever holds a token, calls it; None: without one."""
    return lambda caller: Api(caller.token if isinstance(caller, Person) else caller)
