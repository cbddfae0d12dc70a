"""The two edges of a request, where wire words become ours and ours become wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import IO, Any

import orjson
from rest_framework.exceptions import NotAcceptable, UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from dialects.base import Dialect
from dialects.strict import TooLarge, read_json
from records.answers import Gone, One, Page, Problem
from records.manners import Asked
from values.numbers import plain
from values.times import utc_text

JSON = "application/json"


class Inward(BaseParser):
    """Reads a body of JSON, no longer than the view allows."""

    media_type = JSON
    dialect: Dialect

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The value in the body. Raises UnsupportedMediaType, TooLarge, Unanswerable."""
        return read_json(bytes_of(stream, parser_context), "body")


def bytes_of(stream: IO[Any], context: Mapping[str, Any] | None) -> bytes:
    """A body, no longer than the view or its dialect allows. Raises UnsupportedMediaType,
    TooLarge."""
    assert context is not None
    refuse_encodings(context["request"])
    limit = int(context["view"].body_limit or context["view"].dialect.body_limit)
    body: bytes = stream.read(limit + 1)
    if len(body) > limit:
        raise TooLarge(limit)
    return body


def refuse_encodings(request: Request) -> None:
    """Refuse a body that is compressed, or in another character set than UTF-8."""
    encoding = request.headers.get("Content-Encoding", "identity")
    parameters = request.content_params or {}
    charset = parameters.get("charset", "utf-8").strip("\"'").lower()
    if encoding != "identity":
        raise UnsupportedMediaType(encoding, "A body is sent as it is, without Content-Encoding.")
    if charset not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(charset, "A body is JSON in UTF-8.")


class Outward(BaseRenderer):
    """Says an answer, or any JSON-ready data, in the dialect's words."""

    media_type = JSON
    format = "json"
    charset = None
    dialect: Dialect

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """The bytes of a reply; none where the dialect leaves it empty."""
        assert renderer_context is not None
        asked = renderer_context["view"].asked
        said = self.say(data, asked)
        return b"" if said is None else dumps(said, lambda value: self.inside(value, asked))

    def say(self, data: Any, asked: Asked) -> Any:
        """The answer in the dialect's words and wrapping."""
        match data:
            case One(item=item):
                return self.dialect.one(self.spoken([item], asked, True)[0], asked)
            case Page(items=items):
                return self.dialect.many(self.spoken(items, asked, False), data, asked)
            case Gone():
                return self.dialect.gone(data, asked)
            case Problem(fields=fields):
                named = self.dialect.named(fields, asked) if asked.record_type else fields
                return self.dialect.problem(replace(data, fields=named), asked)
        return data

    def inside(self, value: Any, asked: Asked) -> Any:
        """A part of a reply that JSON has no form for: a row's problem, say."""
        if isinstance(value, Problem):
            return self.say(value, replace(asked, request_id=""))
        return exactly(value)

    def spoken(self, items: list[Any], asked: Asked, single: bool) -> Any:
        """Items in the dialect's words; what is about no record type is said as it is."""
        return self.dialect.spoken(items, asked, single) if asked.record_type else items


def exactly(value: Any) -> Any:
    """What orjson does not say by itself, or says otherwise. Raises TypeError."""
    match value:
        case Decimal():
            number = plain(value)
            return orjson.Fragment(f"{number:f}" if isinstance(number, Decimal) else str(number))
        case datetime():
            return utc_text(value)
        case date():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case Sequence():
            return list(value)
    raise TypeError(f"{type(value).__name__} cannot be said in JSON")


def dumps(said: Any, default: Callable[[Any], Any] = exactly) -> bytes:
    """JSON in UTF-8, keys in order, decimals exact and written out."""
    options = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
    return orjson.dumps(said, default=default, option=options)


class Accepting(DefaultContentNegotiation):
    """The first renderer whose media type the caller takes; no parameter or suffix overrides it."""

    dialect: Dialect

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        """The parser for a body's content type; one without any is JSON where that is allowed."""
        parsers = list(parsers)
        if self.dialect.any_content_type and not request.content_type:
            return parsers[0]
        return super().select_parser(request, parsers)

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer and its media type. Raises NotAcceptable."""
        accept = request.META.get("HTTP_ACCEPT", "*/*")
        renderers = list(renderers)
        for renderer in renderers:
            if self.dialect.any_accept or accepts(accept, str(renderer.media_type)):
                return renderer, str(renderer.media_type)
        allowed = ", ".join(str(renderer.media_type) for renderer in renderers)
        raise NotAcceptable(f"Here is only {allowed}, which the header Accept does not allow.")


@lru_cache(maxsize=500)
def accepts(header: str, media_type: str) -> bool:
    """Whether an Accept header allows a media type: the closest of its ranges decides."""
    ranges = dict(map(weighed, header.split(","))) if header.strip() else {"*/*": True}
    main = media_type.partition("/")[0]
    closest = (one for one in (media_type, f"{main}/*", "*/*") if one in ranges)
    return ranges.get(next(closest, ""), False)


def weighed(text: str) -> tuple[str, bool]:
    """A range of an Accept header, and whether its weight is above zero."""
    media_range, *parameters = text.replace(" ", "").lower().split(";")
    weights = [one[2:] for one in parameters if one.startswith("q=")]
    return media_range, not any(weight.strip("0.") == "" for weight in weights)


def policies(dialect: Dialect) -> dict[str, Any]:
    """The dialect as the policies of a route, for as_view() of any DialectView."""
    mine = {"dialect": dialect}
    return {
        "dialect": dialect,
        "authentication_classes": dialect.authentication,
        "parser_classes": (type("Inward", (Inward,), mine), *dialect.parsers),
        "renderer_classes": (type("Outward", (Outward,), mine),),
        "content_negotiation_class": type("Accepting", (Accepting,), mine),
    }
