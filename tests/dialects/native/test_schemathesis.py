"""Whatever fits the schema, and some of what does not, is answered as the schema says."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.generation.drivers import CoverageGenerator
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.overrides import Override
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from records.types import registry
from tests.calls import Api
from tests.fields import define_all
from tests.people import People

pytestmark = pytest.mark.django_db
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    response_schema_conformance,
    content_type_conformance,
]
OTHER_TAGS = ("custom fields", "dictionary", "lookup", "schema", "sign in", "tokens")
WHOLE = ("accounts", *OTHER_TAGS)  # of other types, what their own rules have a part in is tried
MANY = {GenerationMode.POSITIVE: 6, GenerationMode.NEGATIVE: 3}
FEW = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 1}


Operation = APIOperation[Any, Any, Any, Any]
Example = Case[Any]


@contextmanager
def connected() -> Iterator[None]:
    """Keep the connection, and with it the transaction of the test, from one call to the next."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Probe:
    """Tries the operations of one tag, on a record that exists as well as on others."""

    def __init__(self, token: str, tag: str):
        self.headers = {"Authorization": f"Bearer {token}"}
        self.tag = tag
        document = Api(token).get("/api/schema").content
        whole = schemathesis.openapi.from_dict(json.loads(document))
        whole.app = get_wsgi_application()
        self.schema = whole.include(tag=tag)
        self.known = known_id(Api(token), tag, whole.raw_schema)
        value = Api(token).get("/api/lookup/account_type").body["items"][2]
        self.list_value = {"list_name": "account_type", "entry": str(value["id"])}
        self.turn = count()
        self.statuses: set[int] = set()
        self.wrong: list[str] = []

    def operations(self) -> list[Operation]:
        """What is tried; deletions last."""
        found = []
        for one in self.schema.get_all_operations():
            assert isinstance(one, Ok), one.err()
            found.append(one.ok())
        return sorted(filter(self.is_worth_it, found), key=lambda one: one.method == "delete")

    def is_worth_it(self, operation: Operation) -> bool:
        """Whether the operation is tried: of relations one, of most types the records alone."""
        rest = operation.path.removeprefix("/api/").split("/")[1:]
        if self.tag in WHOLE:
            return len(rest) < 2 or rest[1] in ("contacts", "changes", "restore", "{entry}")
        return rest in ([], ["{id}"])

    def operation(self, label: str) -> Operation:
        """One operation by its label, like 'GET /api/accounts'."""
        return next(one for one in self.operations() if one.label == label)

    def try_operation(self, operation: Operation) -> None:
        """Send some cases that fit, and some that do not; what is wrong is noted."""
        for mode, examples in (MANY if self.tag in WHOLE else FEW).items():
            self.try_cases(operation.as_strategy(generation_mode=mode), examples)

    def try_cases(self, cases: SearchStrategy[Example], examples: int) -> None:
        """Send so many cases."""

        @settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases)
        def send(case: Example) -> None:
            self.send(case)

        try:
            send()
        except (BaseExceptionGroup, AssertionError) as found:
            self.wrong.append(told(found))

    def existing(self, case: Example) -> dict[str, Any]:
        """The parts of the path that lead to something, as far as they are known."""
        if "entry" in case.path_parameters:
            found = {"list_name": "accounts", "entry": "type"}
            return found if case.method == "GET" else self.list_value
        return {"id": self.known} if self.known and "id" in case.path_parameters else {}

    def send(self, case: Example) -> None:
        """Send a case, two times of three to something that exists."""
        if next(self.turn) % 3:
            case.path_parameters.update(self.existing(case))
            case.headers.pop("If-Match", None)
        for name in ("cursor", "limit"):  # which another parameter excludes, mostly
            if len(case.query or ()) > 1:
                case.query.pop(name, None)
        response = case.call(headers=self.headers)
        self.statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)


def told(found: BaseException) -> str:
    """What a failed check says, shortened."""
    failures = getattr(found, "exceptions", (found,))
    return "; ".join(f"{getattr(one, 'operation', '')}: {one}"[:2000] for one in failures)


def known_id(api: Api, tag: str, document: dict[str, Any]) -> int | None:
    """The id of a record made after the schema's own example, where that needs no other record."""
    if tag == "custom fields":
        example = {"record_type": "accounts", "label": "Size", "type": "number"}
        return int(api.post("/api/customfields", example).body["id"])
    if tag not in registry:
        return None
    component = f"{registry[tag].model.__name__}Create"
    (example,) = document["components"]["schemas"][component]["examples"]
    made = api.post(f"/api/{tag}", example)
    return int(made.body["id"]) if made.status == 201 else None


@pytest.mark.parametrize("tag", [*registry, *OTHER_TAGS])
def test_every_answer_is_one_that_the_schema_foretells(people: People, tag: str) -> None:
    if tag == "accounts":
        define_all(tag)
    probe = Probe(people.administrator.token, tag)
    with connected():
        for operation in probe.operations():
            probe.try_operation(operation)

    assert not probe.wrong, "\n".join(probe.wrong)
    assert 200 in probe.statuses


def test_every_filter_that_fits_is_answered(people: People) -> None:
    define_all("accounts")
    probe = Probe(people.administrator.token, "accounts")

    def alone(case: Example) -> Example:
        case.query = {"q": case.query["q"]} if "q" in (case.query or {}) else {}
        return case

    fitting = probe.operation("GET /api/accounts").as_strategy()
    with connected():
        probe.try_cases(fitting.map(alone), 100)

    assert not probe.wrong, "\n".join(probe.wrong)
    assert probe.statuses <= {200, 400}


def test_every_verdict_on_a_body_is_foretold(people: People) -> None:
    define_all("accounts")
    probe = Probe(people.administrator.token, "accounts")
    operation = probe.operation("POST /api/accounts")
    cases = CoverageGenerator(
        operation=operation,
        generation_modes=list(GenerationMode),
        generation_config=operation.schema.config.generation_for(operation=operation),
        auth_storage=None,
        override=Override(),
        feedback=FeedbackSources(),
    )
    with connected():
        for case in cases:
            try:
                probe.send(case)
            except (BaseExceptionGroup, AssertionError) as found:
                probe.wrong.append(told(found))

    assert not probe.wrong, "\n".join(probe.wrong[:5])
    assert {201, 400, 415, 422} <= probe.statuses
