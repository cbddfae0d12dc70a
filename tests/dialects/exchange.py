"""Plays an exchange: requests and the replies that they must get, as a JSON file tells them.

A file is a list of stories: {"tells", "steps"}, with "settings" that hold meanwhile, "fields"
(definitions of custom fields) and "seeded" (the fields that dialects bring) where it needs them.
A step sends {"send": "GET /api/accounts", "as", "query", "headers", "give" (JSON) or "text",
"type"} and expects {"status", "headers_back", "body" (the whole), "holds" (a part), "lacks" (keys),
"lengths" (path: number), "bytes" (of what is no JSON)}; "keep": {word: path in the
body} makes a "{word}". A query value that is an object is sent as JSON; {"<times>": 9, "of": …} in
a list is given so many times, with "{n}" counting. Expected values may be "<int>", "<text>",
"<time>", "<any>", "<after {word}>", or "<re …>".
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from crm.mounts import dialects
from customfields import definitions
from dialects import seeding
from records.types import registry

HERE = Path(__file__).parent
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
MATCHERS: dict[str, Callable[[Any], bool]] = {
    "<any>": lambda value: True,
    "<int>": lambda value: type(value) is int,
    "<text>": lambda value: isinstance(value, str) and value != "",
    "<time>": lambda value: isinstance(value, str) and TIME.fullmatch(value) is not None,
}
Story = dict[str, Any]


def stories() -> list[tuple[str, Story]]:
    """All stories of all dialects, each after the name under which it is reported."""
    found = []
    for path in sorted(HERE.glob("*/exchanges/*.json")):
        dialect = path.parent.parent.name
        for story in json.loads(path.read_text()):
            found.append((f"{dialect}/{path.stem}: {story['tells']}", story))
    return found


def play(story: Story, call: Callable[..., Any]) -> None:
    """Send every request of a story and compare every reply."""
    words: dict[str, Any] = {}
    for number, step in enumerate(story["steps"], 1):
        step = filled(step, words)
        reply = send(step, call)
        where = f"step {number}, {step['send']}"
        compare(step, reply, where)
        for word, path in step.get("keep", {}).items():
            words[word] = pick(reply.json(), path)


def prepare(story: Story, settings: Any) -> None:
    """Bring about what a story takes for granted."""
    for name, value in story.get("settings", {}).items():
        setattr(settings, name, value)
    if "DIALECT_HOSTS" in story.get("settings", {}):
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *settings.DIALECT_HOSTS]
    if story.get("seeded"):
        seeding.install(dialects())
    for field in story.get("fields", ()):
        definitions.create(field, None, registry)


def send(step: Story, call: Callable[..., Any]) -> Any:
    """The reply to a step's request."""
    verb, path = step["send"].split(" ", 1)
    if query := step.get("query"):
        path = f"{path}?{urlencode({name: said(value) for name, value in query.items()})}"
    more = {"headers": step.get("headers", {})}
    if "type" in step:
        more["content_type"] = step["type"]
    body = step["text"].encode() if "text" in step else step.get("give")
    return call(verb, path, step.get("as", "owner"), body, **more)


def said(value: Any) -> Any:
    """A query value as it stands in an address."""
    return json.dumps(value) if isinstance(value, dict | list | bool) else value


def compare(step: Story, reply: Any, where: str) -> None:
    """Hold a reply against what is expected of it."""
    if "bytes" in step:
        found = b"".join(reply) if reply.streaming else reply.content
        assert (reply.status_code, found.decode()) == (step["status"], step["bytes"]), where
        compare_headers(step, reply, where)
        return
    text = reply.content.decode()
    assert reply.status_code == step["status"], f"{where}: {reply.status_code} {text}"
    if text:
        assert reply["Content-Type"] == "application/json", where
    compare_headers(step, reply, where)
    body: Any = json.loads(text) if text else None
    if "body" in step:
        assert same(step["body"], body), f"{where}: {text}"
    if "holds" in step:
        assert holds(step["holds"], body), f"{where}: {text}"
    for key in step.get("lacks", ()):
        assert key not in body, f"{where}: {text}"
    for path, length in step.get("lengths", {}).items():
        assert len(pick(body, path)) == length, f"{where}: {path} {len(pick(body, path))}"


def compare_headers(step: Story, reply: Any, where: str) -> None:
    """Hold the headers of a reply against what is expected of them."""
    for name, value in step.get("headers_back", {}).items():
        assert same(value, reply.headers.get(name)), f"{where}: {name} {reply.headers.get(name)}"


def same(expected: Any, found: Any) -> bool:
    """Whether a value is the expected one, wildcards apart."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return list(expected) == list(found) and all(
            same(value, found[key]) for key, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(same, expected, found))
    return same_scalar(expected, found)


def same_scalar(expected: Any, found: Any) -> bool:
    """Whether a single value is the expected one: true is not 1."""
    if isinstance(expected, str) and expected in MATCHERS:
        return MATCHERS[expected](found)
    if isinstance(expected, str) and expected.startswith("<after "):
        return datetime.fromisoformat(found) > datetime.fromisoformat(expected[7:-1])
    if isinstance(expected, str) and expected.startswith("<re "):
        return isinstance(found, str) and re.search(expected[4:-1], found) is not None
    return type(expected) is type(found) and bool(expected == found)


def holds(expected: Any, found: Any) -> bool:
    """Whether a value holds what is expected, perhaps among more keys."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(key in found and holds(value, found[key]) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(holds, expected, found))
    return same_scalar(expected, found)


def filled(step: Any, words: dict[str, Any]) -> Any:
    """A step with its kept words put in: "{word}" alone keeps the word's type."""
    if isinstance(step, dict):
        return {filled(key, words): filled(value, words) for key, value in step.items()}
    if isinstance(step, list):
        return [filled(value, words) for value in repeated(step)]
    if not isinstance(step, str):
        return step
    if step[:1] == "{" and step[1:-1] in words and step[-1:] == "}":
        return words[step[1:-1]]
    return re.sub(r"\{(\w+)\}", lambda found: str(words.get(found[1], found[0])), step)


def repeated(items: list[Any]) -> list[Any]:
    """A list with what it holds so many times."""
    found = []
    for item in items:
        if isinstance(item, dict) and "<times>" in item:
            found += [filled(item["of"], {"n": n}) for n in range(1, item["<times>"] + 1)]
        else:
            found.append(item)
    return found


def pick(body: Any, path: str) -> Any:
    """The value at a path like results.0.id."""
    for part in path.split("."):
        body = body[int(part)] if isinstance(body, list) else body[part]
    return body
