"""Mistakes in the environment that can only be seen when everything is loaded."""

import difflib
import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from crm.environment import SETTINGS
from crm.mounts import dialects

PRIVATE = {"CRM_EXPECT_VENDOR"}  # of the suite


@register
def known_names(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A variable of ours that is no setting is most likely a typing mistake."""
    found: list[CheckMessage] = []
    for name in sorted(os.environ):
        if name.startswith("CRM_") and name not in SETTINGS.keys() | PRIVATE:
            near = difflib.get_close_matches(name, SETTINGS, 1)
            hint = f"Did you mean {near[0]}?" if near else None
            found.append(Warning(f"{name} is no setting of the CRM.", hint=hint, id="crm.W001"))
    return found


@register(deploy=True)
def fit_for_production(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """What an installation that others reach needs, and none on one's own machine."""
    missing = {
        "CRM_HTTPS": (settings.CRM_HTTPS, "true, with TLS of `up` or of a proxy before it"),
        "CRM_HOSTS": (settings.CRM_HOSTS, "the name by which people reach the CRM"),
        "EMAIL_URL": (settings.EMAIL_URL, "a mail server; mails are files for now"),
    }
    return [
        Warning(f"{name} is not set.", hint=f"Set it to {hint}.", id="crm.W002")
        for name, (value, hint) in missing.items()
        if not value
    ]


@register
def known_dialects(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A host can only be given to a dialect that there is."""
    names = [dialect.name for dialect in dialects()]
    return [
        Error(
            f"DIALECT_HOSTS: {dialect!r} of {host} is no dialect.",
            hint=f"There are: {', '.join(names)}.",
            id="crm.E001",
        )
        for host, dialect in settings.DIALECT_HOSTS.items()
        if dialect not in names
    ]
