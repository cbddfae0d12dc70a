"""The front door: the dashboard, the probes, and one mount for every dialect."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from crm.health import healthz, readyz
from crm.mounts import dialects
from dialects.router import Mount

urlpatterns = [
    path("", RedirectView.as_view(url="/admin/")),
    path("admin", RedirectView.as_view(url="/admin/")),
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("readyz", readyz),
    *(Mount(dialect.prefix, dialect) for dialect in dialects()),
]
handler400 = "crm.errors.bad_request"
handler403 = "crm.errors.forbidden"
handler404 = "crm.errors.not_found"
handler500 = "crm.errors.server_error"
