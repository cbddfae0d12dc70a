"""The front door: the dashboard, and one mount for every dialect."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
