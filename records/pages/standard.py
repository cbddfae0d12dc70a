"""The standard dashboard page of a record type: its list, forms, history and bin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from records import access
from records.access import Caller, fields_for
from records.pages import conflict, editing, filtering, leaving, listing, narrowing, panel, past
from records.pages.asking import at_the_gate, caller_from
from records.pages.files import keep_sent
from records.pages.frame import Frame
from records.pages.links import address, list_url, record_url, singular, titles, with_query
from records.pages.related import related_lists
from records.problems import sentence
from values.refusals import Clash, Stale, Unanswerable


class RecordPage(Frame):
    """The list, form, history and bin of one record type.

    Django's own machinery gives addresses and the frame; what is read and written goes through the
    hall. A type whose page differs registers a subclass in its own `admin.py`.
    """

    def get_urls(self) -> list[URLPattern]:
        """The type's pages; names as Django's."""
        pages = {
            "": ("changelist", self.changelist_view),
            "filter/": ("filter", self.filter_view),
            "add/": ("add", self.add_view),
            "bin/": ("bin", self.bin_view),
            "<record:record_id>/change/": ("change", self.change_view),
            "<record:record_id>/history/": ("history", self.history_view),
            "<record:record_id>/delete/": ("delete", self.delete_view),
            "<record:record_id>/restore/": ("restore", require_POST(self.restore_view)),
            "<record:record_id>/purge/": ("purge", require_POST(self.purge_view)),
        }
        meta = self.model._meta
        prefix = f"{meta.app_label}_{meta.model_name}"
        return [
            path(route, self.admin_site.admin_view(view), name=f"{prefix}_{name}")
            for route, (name, view) in pages.items()
        ]

    @at_the_gate
    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list."""
        record_type, caller = self.record_type, caller_from(request)
        access.require(caller, record_type, "read")
        fields = fields_for(record_type, caller)
        told, table, asked = "", {}, listing.Asked()
        try:
            asked = listing.read_asked(request.GET, fields)
            more = filtering.added(record_type, fields, request.GET, {})
            table = listing.table(record_type, caller, asked) if more is None else {}
            onward = narrowing.onward(asked, more, fields)
            if onward is not None:
                return HttpResponseRedirect(list_url(record_type, **onward))
        except Unanswerable as error:
            told, asked = sentence(str(error)), listing.Asked()
        around = narrowing.around(record_type, caller, asked, fields, request)
        pasted = request.GET.get("q", "") if told else ""  # stays in its input, with what is told
        context = {"told": told, "asked": asked, "pasted": pasted, **around, **table}
        context["choices"] = panel.choices(fields)
        return self.page(request, "list", record_type.label, **context)

    @at_the_gate
    def filter_view(self, request: HttpRequest) -> HttpResponse:
        """The part of the filter's panel that depends on the field chosen."""
        record_type, caller = self.record_type, caller_from(request)
        access.require(caller, record_type, "read")
        field = fields_for(record_type, caller).get(request.GET.get("field", ""))
        inner = panel.asking(record_type, field) if field else {}
        return HttpResponse(render_to_string("records/filter.html", inner, request))

    @at_the_gate
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form of a new record."""
        caller = caller_from(request)
        now = editing.begin(self.record_type, caller, request.GET.dict())
        return self.edited(request, now, f"New {singular(self.record_type).lower()}")

    @at_the_gate
    def change_view(
        self, request: HttpRequest, record_id: int, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A record's page."""
        caller = caller_from(request)
        now = editing.open_record(self.record_type, caller, record_id)
        title = titles(self.record_type, caller, [record_id]).get(record_id, "")
        return self.edited(request, now, title)

    def edited(self, request: HttpRequest, now: editing.Editing, title: str) -> HttpResponse:
        """Save what was sent and go on, or show the page with what it has to say."""
        if request.method == "POST":
            saved = self.take(request, now)
            if saved is not None:
                self.follow(request, saved)
                messages.success(request, f"{singular(self.record_type)} saved.")
                return HttpResponseRedirect(record_url(self.record_type, saved))
            now.form.ask_again()
        context: dict[str, Any] = {"now": now, "form": now.form, "parts": now.parts}
        if now.theirs is not None:
            differences = conflict.differences(now)
            context |= {"differences": differences, "mine": conflict.mine_text(now)}
            return self.page(request, "conflict", title, **context)
        if now.record_id is not None:
            context |= self.around(now.caller, now.record_id)
        return self.page(request, "form", title, **context)

    def take(self, request: HttpRequest, now: editing.Editing) -> int | None:
        """Save what was sent: the record's id, or None where the page has something to say."""
        if "mine" in request.POST:
            return conflict.settle(now, request.POST)
        editing.take(now, request.POST)
        kept = keep_sent(now.form, request.FILES)
        return editing.save(now, request.POST) if kept else None

    def follow(self, request: HttpRequest, record_id: int) -> None:
        """What else is to be done when a record is saved: nothing."""

    def around(self, caller: Caller, record_id: int) -> dict[str, Any]:
        """What stands around the form of a stored record."""
        record_type = self.record_type
        reach = access.reachable(record_type, caller, "delete").filter(pk=record_id)
        return {
            "related": related_lists(record_type, caller, record_id),
            "history_url": address(record_type, "history", record_id),
            "delete_url": address(record_type, "delete", record_id) if reach.exists() else "",
        }

    @at_the_gate
    def history_view(
        self, request: HttpRequest, record_id: int, extra_context: Any = None
    ) -> HttpResponse:
        """What happened on a record."""
        caller = caller_from(request)
        page = listing.whole(request.GET.get("page", ""), 1)
        found, changes = past.past_of(self.record_type, caller, record_id, page)
        here = address(self.record_type, "history", record_id)
        return self.page(
            request,
            "history",
            titles(self.record_type, caller, [record_id]).get(record_id, ""),
            changes=changes,
            count=found.count,
            record_url=record_url(self.record_type, record_id),
            newer=with_query(here, {"page": page - 1}) if page > 1 else "",
            older=with_query(here, {"page": page + 1}) if found.has_more else "",
        )

    @at_the_gate
    def delete_view(
        self, request: HttpRequest, record_id: int, extra_context: Any = None
    ) -> HttpResponse:
        """Asks whether a record shall go, and lets it go."""
        record_type, caller = self.record_type, caller_from(request)
        going = leaving.going(record_type, caller, record_id)
        told = ""
        if request.method == "POST":
            try:
                request.session["undo"] = leaving.let_go(record_type, caller, going)
                return HttpResponseRedirect(list_url(record_type))
            except (Clash, Stale) as error:
                told = str(error)
        back = record_url(record_type, record_id)
        return self.page(request, "delete", going.title, going=going, told=told, back=back)

    @at_the_gate
    def bin_view(self, request: HttpRequest) -> HttpResponse:
        """What is in the bin."""
        record_type, caller = self.record_type, caller_from(request)
        page = listing.whole(request.GET.get("page", ""), 1)
        found, rows = leaving.binned(record_type, caller, page)
        here = address(record_type, "bin")
        return self.page(
            request,
            "bin",
            f"{record_type.label}: recycle bin",
            rows=rows,
            count=found.count,
            days=leaving.days(),
            may_purge=caller.is_administrator,
            newer=with_query(here, {"page": page - 1}) if page > 1 else "",
            older=with_query(here, {"page": page + 1}) if found.has_more else "",
        )

    @at_the_gate
    def restore_view(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Bring a record back."""
        record_type, caller = self.record_type, caller_from(request)
        try:
            leaving.bring_back(record_type, caller, record_id)
        except Clash as clash:
            messages.error(request, str(clash))
            return HttpResponseRedirect(address(record_type, "bin"))
        messages.success(request, f"{singular(record_type)} restored.")
        return HttpResponseRedirect(record_url(record_type, record_id))

    @at_the_gate
    def purge_view(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Delete a record for good."""
        record_type, caller = self.record_type, caller_from(request)
        try:
            leaving.purge(record_type, caller, record_id)
            messages.success(request, f"{singular(record_type)} deleted for good.")
        except Clash as clash:
            messages.error(request, str(clash))
        return HttpResponseRedirect(address(record_type, "bin"))
