"""GET /usage: what calls were used; and /alerts: who is told of it."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from apitokens.scopes import Act, allows
from dialects import parameters
from dialects.native import query
from dialects.native.operations import WRITE, Operation, path_parameter, query_parameter
from dialects.native.pieces import (
    GONE,
    ID,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    TEXT,
    Schema,
    closed,
    listed,
    ref,
)
from dialects.native.told import PAGES
from records.access import Caller
from records.answers import Page
from records.consumption import consumption
from records.query import Query
from records.views import DialectView
from usage.models import Alert
from usage.periods import present
from usage.setting import FIELDS, alerts, create
from values.refusals import Forbidden, Missing, Unanswerable

AREA = "usage"
COUNT: Schema = {"type": "integer", "minimum": 0}
USED: dict[str, Schema] = {"used": COUNT, "failed": COUNT}
MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
USAGE = closed(
    {
        "month": MONTH,
        "quota": MAYBE_NUMBER,
        **USED,
        "tokens": listed(closed({"id": ID, "name": TEXT, **USED})),
        "days": listed(closed({"date": {"type": "string", "format": "date"}, **USED})),
    }
)
KIND: Schema = {"type": "string", "enum": Alert.Kind.values}
PERCENT: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": 100}
EMAIL: Schema = {"type": ["string", "null"], "format": "email"}
ASKED: dict[str, Schema] = {
    "kind": KIND,
    "percent": PERCENT,
    "user_id": MAYBE_NUMBER,
    "name": MAYBE_TEXT,
    "email": EMAIL,
}
ALERT = closed({"id": ID, **ASKED})
ASKING = closed(ASKED, ["kind"]) | {
    "examples": [{"kind": "usage", "percent": 80, "name": "Ann Lee", "email": "ann@example.com"}]
}
ALERT_ID = path_parameter("id", ID)


def require(caller: Caller, act: Act) -> None:
    """Refuse a token that is for single record types only. Raises Forbidden."""
    if not allows(caller.identity, AREA, act):
        raise Forbidden(f"Your token may not {act} {AREA}.")


def require_administrator(caller: Caller, act: Act) -> None:
    """Let only administrators pass. Raises Forbidden."""
    require(caller, act)
    if not caller.is_administrator:
        raise Forbidden("Alerts are administrators' business.")


class UsagePage(DialectView):
    """The calls of a month."""

    operations: ClassVar = {
        "get": Operation(
            "read_usage",
            "The calls of a month: all for administrators, for others their own",
            AREA,
            ref("Usage"),
            parameters=(query_parameter("month", MONTH, "The present one by default."),),
        )
    }

    def get(self, request: Request) -> Response:
        """To the last call."""
        query.refuse_body(request)
        given = parameters.read_parameters(request, ("month",))
        require(self.caller, "read")
        try:
            found = consumption(self.caller, given.get("month") or present().month)
        except (ValueError, OverflowError):
            raise Unanswerable("the parameter 'month' is a month such as 2026-11") from None
        return Response(
            {
                "month": found.month,
                "quota": found.quota,
                "used": found.calls.used,
                "failed": found.calls.failed,
                "tokens": [
                    {
                        "id": one.id,
                        "name": one.name,
                        "used": one.calls.used,
                        "failed": one.calls.failed,
                    }
                    for one in found.tokens
                    if one.id
                ],
                "days": [
                    {"date": day, "used": one.used, "failed": one.failed}
                    for day, one in found.days.items()
                ],
            }
        )


def said(alert: Alert) -> dict[str, Any]:
    """An alert as it is shown."""
    return {
        "id": alert.pk,
        "kind": alert.kind,
        "percent": alert.percent,
        "user_id": alert.user_id,
        "name": alert.name,
        "email": alert.email or None,
    }


class AlertList(DialectView):
    """The alerts, which administrators set."""

    operations: ClassVar = {
        "get": Operation(
            "list_alerts",
            "A page of the alerts on used and failed calls (administrators)",
            AREA,
            ref("AlertPage"),
            parameters=tuple(PAGES.values()),
        ),
        "post": Operation(
            "create_alert",
            "Let somebody know at a percentage of the month's quota, or of failed calls",
            AREA,
            ref("Alert"),
            status=201,
            body=ASKING,
            refusals=WRITE,
            headers=("Location",),
        ),
    }

    def get(self, request: Request) -> Response:
        """A page, in the order in which they were set."""
        query.refuse_body(request)
        given = parameters.read_parameters(request, query.PAGING)
        require_administrator(self.caller, "read")
        page, size = parameters.number(given, "page", 1, query.LAST_PAGE), query.page_size(given)
        found = alerts().order_by("pk")
        start, count = (page - 1) * size, found.count()
        items = [said(one) for one in found[start : start + size]] if start < count else []
        asked = Query(page=page, per_page=size)
        return self.answer(Page(items, asked, count, has_more=start + size < count))

    def post(self, request: Request) -> Response:
        """A new alert."""
        body = self.dialect.read_object(self.asked, FIELDS)
        require_administrator(self.caller, "write")
        alert = create(body, self.caller.user)
        place = request.build_absolute_uri(f"{request.path.rstrip('/')}/{alert.pk}")
        return Response(said(alert), 201, headers={"Location": place})


class AlertPage(DialectView):
    """One alert."""

    operations: ClassVar = {
        "delete": Operation(
            "delete_alert",
            "Take an alert back",
            AREA,
            GONE,
            parameters=(ALERT_ID,),
            refusals=(404,),
        )
    }

    def delete(self, request: Request, id: str) -> Response:
        """Nobody is told any more."""
        self.dialect.read_nothing(self.asked)
        require_administrator(self.caller, "write")
        gone, _ = alerts().filter(pk=self.dialect.read_id(id, self.asked)).delete()
        if not gone:
            raise Missing
        return Response({})
