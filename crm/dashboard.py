"""The dashboard's site: its name, its way through the record types, and what its pages may load."""

from typing import Any

from csp.constants import SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse

from apitokens import failures
from apitokens.lockout import is_locked_out, seconds_left
from crm import errors
from crm.api_access import api_access
from crm.api_alerts import api_alerts
from crm.api_usage import api_usage
from records.access import Caller, may_create
from records.dictionary import types_for
from records.pages.asking import caller_from
from records.pages.files import hand_out
from records.pages.links import add_url, has_page, list_url, with_query
from records.pages.rights import suggest_field
from records.pages.suggesting import suggest
from records.problems import problem_of
from records.types import RecordType
from theme.pages import Site

SECTIONS = ("Sales", "Service", "Marketing", "More")
ADMINISTRATION = (
    ("Users", "users_user", "account_circle"),
    ("Teams", "users_team", "diversity_3"),
    ("Roles", "users_role", "shield_person"),
    ("Custom fields", "customfields_customfield", "dashboard_customize"),
    ("Lookup lists", "lookups_lookuplist", "list_alt"),
    ("Pipelines", "opportunities_pipeline", "view_week"),
    ("Tags", "lookups_tag", "sell"),
    ("Currencies", "lookups_currency", "payments"),
)
API: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("Access tokens", "apitokens_token_changelist", {"show": "all"}, "key"),
    ("Applications", "apitokens_application_changelist", {}, "extension"),
    ("API access", "api_access", {}, "lock_open"),
    ("Usage", "api_usage", {}, "monitoring"),
    ("Alerts", "api_alerts", {}, "notifications"),
)
# The theme's scripts evaluate the expressions in its templates, and colour some things by style.
LOADED = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


class Dashboard(Site):
    """One site, in which every record type has its page."""

    site_title = site_header = "Polyglot CRM"
    index_title = "Home"
    index_template = "crm/home.html"
    site_url = None

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The pages, and the suggestions that their inputs ask for."""
        suggestions = self.admin_view(suggest)
        return [
            path("suggest/<str:name>/", suggestions, name="suggest"),
            path("suggest-field/<str:name>/", self.admin_view(suggest_field), name="suggest_field"),
            path("suggest/<str:name>/<str:field>/", suggestions, name="suggest_option"),
            path("api-access/", self.admin_view(api_access), name="api_access"),
            path("api-usage/", self.admin_view(api_usage), name="api_usage"),
            path("api-alerts/", self.admin_view(api_alerts), name="api_alerts"),
            path("files/<int:file_id>/", self.admin_view(hand_out), name="file"),
            *super().get_urls(),
        ]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A page for those who are signed in."""
        return csp_update(LOADED)(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The page that asks who is there; who failed too often is told how long to wait."""
        closed = closed_door(request) if request.method == "POST" else None
        if closed is not None:
            return closed
        page: Any = csp_update(LOADED)(super().login)
        response = page(request, extra_context)
        if request.method == "POST" and response.status_code == 200:
            failures.note(request)
        return self.locked(request, response) if is_locked_out(request) else response

    def locked(self, request: HttpRequest, response: Any) -> Any:
        """The page of an account that is locked for this address."""
        seconds = seconds_left(request)
        response.template_name = "crm/locked.html"
        response.context_data["minutes"] = max(1, round(seconds / 60))
        response.status_code = 429
        response["Retry-After"] = str(seconds)
        return response

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """Home: the ways to everything that the user may read."""
        caller = caller_from(request)
        shown = [(name, doors(caller, name)) for name in SECTIONS]
        context = {
            "sections": [(name, found) for name, found in shown if found],
            "is_administrator": caller.is_administrator,
            **(extra_context or {}),
        }
        return super().index(request, context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Django's own list of apps is of no use here; the theme's search finds types by it."""
        if not self.has_permission(request):
            return []
        caller = caller_from(request)
        found = [
            {"name": one.label, "admin_url": list_url(one), "model": one.model, "perms": {}}
            for one in types_for(caller)
            if has_page(one) and one.parent is None
        ]
        return [{"name": "Records", "app_label": "records", "app_url": "", "models": found}]


def closed_door(request: HttpRequest) -> HttpResponse | None:
    """Why no password is looked at now: too many failed from this address, or none could be
    counted."""
    try:
        failures.gate(request)
    except (failures.ManyFailures, failures.SignInClosed) as refused:
        found = problem_of(refused)
        assert found is not None
        return errors.reply(request, found)
    return None


def doors(caller: Caller, section: str) -> list[dict[str, Any]]:
    """The types of a section that the caller may read, with the ways to their pages."""
    return [
        {
            "label": one.label,
            "icon": one.icon,
            "list": list_url(one),
            "add": add_url(one) if may_create(caller, one) else None,
            "about": (type(one).__doc__ or "").strip(),
        }
        for one in types_for(caller)
        if stands_in(one, section)
    ]


def stands_in(record_type: RecordType, section: str) -> bool:
    """Whether the sidebar shows the type there; parts are reached through their parents."""
    is_main = record_type.has_owner or record_type.section != "More"
    return is_main and record_type.section == section and has_page(record_type)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The sidebar, as the theme takes it: what the user may read, by section."""
    caller = caller_from(request)
    groups: list[dict[str, Any]] = [
        {
            "title": section,
            "items": [
                {"title": door["label"], "icon": door["icon"], "link": door["list"]}
                for door in doors(caller, section)
            ],
        }
        for section in SECTIONS
    ]
    if caller.is_administrator:
        items = [
            {"title": title, "icon": icon, "link": reverse(f"admin:{name}_changelist")}
            for title, name, icon in ADMINISTRATION
        ]
        groups.append({"title": "Administration", "items": items, "separator": True})
        keys = [
            {"title": title, "icon": icon, "link": with_query(reverse(f"admin:{name}"), asked)}
            for title, name, asked, icon in API
        ]
        groups.append({"title": "API", "items": keys})
    home = {"title": "Home", "icon": "home", "link": reverse("admin:index")}
    return [{"title": "", "items": [home]}, *(one for one in groups if one["items"])]


def account_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The profile menu: the password, and tokens for those whom the API is open to."""
    links = [{"title": "Change password", "link": reverse("admin:password_change")}]
    user = request.user
    if getattr(user, "api_access", False) or getattr(user, "is_administrator", False):
        tokens = reverse("admin:apitokens_token_changelist")
        links.append({"title": "Personal Access Tokens", "link": tokens})
        links.append({"title": "API usage", "link": reverse("admin:api_usage")})
    links.append({"title": "API documentation", "link": "/api/docs"})
    return links
