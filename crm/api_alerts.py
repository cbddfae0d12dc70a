"""The dashboard page on which administrators say who is told of used and of failed calls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from crm.api_access import user_picker
from records.pages.asking import caller_from
from usage.models import Alert
from usage.setting import alerts, create
from users.models import User
from values.refusals import Refused


class AlertForm(forms.Form):
    """What is asked of a new alert."""

    kind = forms.ChoiceField(label="About", choices=Alert.Kind.choices)
    percent = forms.IntegerField(
        label="At percent", required=False, help_text="Of the month's quota; usage alerts only."
    )
    user_id = forms.IntegerField(
        label="To a user", required=False, help_text="He gets it at his own address."
    )
    email = forms.CharField(
        label="Or to an address",
        required=False,
        widget=forms.EmailInput,
        help_text="For somebody who is no user here.",
    )
    name = forms.CharField(
        label="With the name", required=False, help_text="By which a mail greets him."
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["user_id"].widget = user_picker()

    def save(self, by: User) -> Alert | None:
        """The alert, or None with what speaks against it at the fields."""
        if not self.is_valid():
            return None
        given = {name: None if value == "" else value for name, value in self.cleaned_data.items()}
        try:
            return create(given, by)
        except Refused as refused:
            for field, refusals in refused.fields.items():
                self.add_error(field, [told(refusal) for refusal in refusals])
        return None


def told(refusal: Any) -> str:
    """A refusal as people read it."""
    return "This is needed." if str(refusal) == "Required" else str(refusal)


def api_alerts(request: HttpRequest) -> HttpResponse:
    """All alerts, with a form for another; a POST sets one or takes one back."""
    if not caller_from(request).is_administrator:
        raise PermissionDenied
    assert isinstance(request.user, User)
    form = AlertForm(initial={"kind": Alert.Kind.USAGE, "percent": 80})
    if "drop" in request.POST:
        return drop(request)
    if request.method == "POST":
        form = AlertForm(request.POST)
        alert = form.save(request.user)
        if alert is not None:
            messages.success(request, f"The alert is set: {alert}.")
            return HttpResponseRedirect(reverse("admin:api_alerts"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "API alerts",
        "form": form,
        "alerts": alerts(),
        "quota": settings.CRM_CALL_QUOTA,
    }
    return TemplateResponse(request, "crm/api_alerts.html", context)


def drop(request: HttpRequest) -> HttpResponse:
    """Take an alert back."""
    asked = request.POST["drop"]
    alert = alerts().filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    if alert is not None:
        messages.success(request, f"The alert is gone: {alert}.")
        alert.delete()
    return HttpResponseRedirect(reverse("admin:api_alerts"))
