"""Every setting of the CRM, in one room."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent
CRM_DATA = Path(os.environ.get("CRM_DATA") or BASE_DIR / "data")
CRM_DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
SECRET_KEY = "to be read from the data folder in the next commit of this file"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]

# Applications, ground first: an app may import only those above it, and its own line.
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "values",
    "revisions",
    "users",
    "lookups",
    "customfields",
    "channels",
    "changes",
    "attachments",
    "apitokens",
    "records",
    "accounts",
    "contacts",
    "leads",
    "opportunities",
    "activities",
    "campaigns",
    "cases",
    "documents",
    "products",
    "crm",
]
DIALECTS = ["dialects.native.Native"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "crm.urls"
STATIC_URL = "/static/"
AUTH_USER_MODEL = "users.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# The database: a file that allows one writer at a time, or PostgreSQL through a pool.
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": CRM_DATA / "crm.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    },
    "TEST": {"NAME": CRM_DATA / "test.sqlite3"},
}
POOL = {"min_size": 1, "max_size": 8, "timeout": 10, "max_lifetime": 600}
DATABASES: dict[str, Any] = {"default": SQLITE}
if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": {**dj_database_url.parse(os.environ["DATABASE_URL"])}}
    DATABASES["default"]["OPTIONS"] = {"pool": POOL}
