"""Why something that was asked for is refused, free of any dialect."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any


class Refusal(Exception):
    """One value is refused by one rule.

    rule: Required, Type, Number, Date, Email, Url, Max, Min, In, Exists, Unique, ReadOnly, …
    message: a sentence, where the rule's name does not say all; params: what a program needs.
    """

    def __init__(self, rule: str, message: str = "", *params: Any):
        super().__init__(rule, message, *params)
        self.rule = rule
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message or self.rule


class Refused(Exception):
    """Values are refused: field name → its refusals. 422 at the edge."""

    def __init__(self, fields: Mapping[str, Sequence[Refusal]]):
        super().__init__(fields)
        self.fields = {name: list(refusals) for name, refusals in fields.items()}

    def __str__(self) -> str:
        return "; ".join(
            f"{name}: {', '.join(map(str, refusals))}" for name, refusals in self.fields.items()
        )


class Unanswerable(Exception):
    """The question itself is malformed, unknown or over a limit. 400 at the edge."""


class Incomparable(Unanswerable):
    """A field's values cannot be compared in this way. The operators are in our words."""

    def __init__(self, name: str, kind: str, op: str, operators: Iterable[str]):
        super().__init__(name, kind, op)
        self.name, self.kind, self.op = name, kind, op
        self.operators = sorted(operators)

    def told(self, word: Callable[[str], str]) -> str:
        """The sentence, in the words of whoever asked."""
        allowed = ", ".join(sorted(map(word, self.operators)))
        asked = f"'{word(self.op)}' is no comparison for the field '{self.name}' ({self.kind})"
        return f"{asked}; it takes {allowed}"

    def __str__(self) -> str:
        return self.told(str)


class Clash(Exception):
    """What is asked conflicts with what is stored. 409 at the edge; details go into the body."""

    def __init__(self, message: str, details: Mapping[str, Any] | None = None):
        super().__init__(message)
        self.details = dict(details or {})


class Forbidden(Exception):
    """The caller may see the thing but not do this to it. 403 at the edge."""


class Missing(Exception):
    """There is no such thing, or none that the caller may see. 404 at the edge."""


class Stale(Exception):
    """The record has changed since the version that the caller names. 412 at the edge."""

    def __init__(self, version: int):
        super().__init__("The record has been changed since.")
        self.version = version


class Costly(Exception):
    """An answer would take longer than one may. 503 at the edge; said: what makes it so costly."""

    def __init__(self, said: str = ""):
        super().__init__(said)
