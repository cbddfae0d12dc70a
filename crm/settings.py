"""Every setting of the CRM, in one room."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from crm import environment
from crm.environment import optional, read, whole
from crm.logs import logging_of
from crm.secret_files import digest_of, secrets_in

BASE_DIR = Path(__file__).resolve().parent.parent

# What an operator sets. The first argument is the variable's name; the last ones are its default
# and the line about it in the README.
CRM_DATA = read(
    "CRM_DATA",
    environment.folder_beside(BASE_DIR),
    "./data",
    "folder of the SQLite files, stored files and generated secrets",
)
CRM_ADMIN_PASSWORD = read(
    "CRM_ADMIN_PASSWORD", optional(str), "", "password of the first administrator (else generated)"
)
DATABASE_URL = read(
    "DATABASE_URL",
    optional(environment.database),
    "",
    "`postgres://user:password@host:5432/name`; without it SQLite in `CRM_DATA`",
)
REDIS_URL = read(
    "REDIS_URL",
    optional(environment.redis),
    "",
    "`redis://host:6379/0` for call counters shared by machines; without it a file in `CRM_DATA`",
)
EMAIL_URL = read(
    "EMAIL_URL",
    optional(environment.mail_server),
    "",
    "`smtp://user:password@host:587` or `smtps://…`; without it mails are files in `CRM_DATA/mail`",
)
CRM_COUNTERS = read(
    "CRM_COUNTERS",
    environment.one_of("file", "database"),
    "file",
    "where calls are counted without Redis: `file` in `CRM_DATA` of one machine, or `database`: "
    "PostgreSQL, which several machines share",
)
EMAIL_FROM = read(
    "EMAIL_FROM",
    optional(environment.mail_address),
    "",
    "sender of mails; without it `crm@` the first of `CRM_HOSTS`",
)
CRM_HOSTS = read(
    "CRM_HOSTS",
    environment.hosts,
    "",
    "host names that are answered, besides localhost, the loopback addresses, that of `up --host` "
    "and those of `DIALECT_HOSTS`; others get 400; the first stands in mails",
)
CRM_TRUSTED_PROXIES = read(
    "CRM_TRUSTED_PROXIES",
    environment.networks,
    "",
    "addresses or ranges of proxies whose `X-Forwarded-For` and `-Proto` are believed",
)
CRM_HTTPS = read(
    "CRM_HTTPS",
    environment.flag,
    "false",
    "whether the CRM is reached by https only: plain http is turned away, cookies never travel "
    "by it, and browsers are told to remember that for a year",
)
CRM_RATE_LIMIT = read("CRM_RATE_LIMIT", whole(1), "600", "calls a minute by token, user or address")
CRM_CALL_QUOTA = read(
    "CRM_CALL_QUOTA", optional(whole(1)), "", "calls a calendar month in all; without it no end"
)
CRM_QUERY_SECONDS = read(
    "CRM_QUERY_SECONDS",
    whole(1),
    "10",
    "seconds that finding or counting a list's records may take",
)
CRM_TIME_ZONE = read("CRM_TIME_ZONE", environment.time_zone, "UTC", "time zone of the installation")
CRM_CURRENCY = read("CRM_CURRENCY", environment.currency, "USD", "currency of the installation")
CORS_ORIGINS = read(
    "CORS_ORIGINS", environment.origins, "", "web origins whose pages may call the API"
)
RECYCLE_DAYS = read(
    "RECYCLE_DAYS", whole(1), "30", "days after which what is in the recycle bin goes for good"
)
UPLOAD_MAX_MB = read("UPLOAD_MAX_MB", whole(1), "25", "largest stored file, in MiB")
CONCORD_PHONE_PREFIX = read(
    "CONCORD_PHONE_PREFIX",
    environment.calling_code,
    "",
    "calling code, like `+7`, that the Concord dialect puts before numbers without one",
)
CONCORD_UNIQUE_CONTACTS = read(
    "CONCORD_UNIQUE_CONTACTS",
    environment.flag,
    "true",
    "whether the Concord dialect refuses e-mail addresses and phone numbers that are taken",
)
WEBHOOKS_ALLOW_PRIVATE = read(
    "WEBHOOKS_ALLOW_PRIVATE",
    environment.flag,
    "false",
    "whether webhooks may call hosts inside",
)
DIALECT_HOSTS = read(
    "DIALECT_HOSTS",
    environment.dialect_hosts,
    "{}",
    'host names that belong wholly to a dialect, as JSON: `{"crm.example.com": "native"}`',
)

SPOTLER_BAD_TOKEN_STATUS = read(
    "SPOTLER_BAD_TOKEN_STATUS",
    environment.one_of("403", "402"),
    "403",
    "status for a bad token of Spotler clients: `403`, or `402` as the original's guide has it",
)
SPOTLER_FIRST_PAGE = read(
    "SPOTLER_FIRST_PAGE",
    environment.one_of("0", "1"),
    "1",
    "number of Spotler's first page: `1`, or `0` for the arithmetic of the original's guide",
)
SPOTLER_DISABLED = read(
    "SPOTLER_DISABLED",
    environment.listed,
    "",
    "Spotler objects that are not served: `cases,campaigns`",
)
SPOTLER_LOOKUP_STRICT = read(
    "SPOTLER_LOOKUP_STRICT",
    environment.flag,
    "false",
    "whether Spotler clients are refused values that no list has, instead of adding them",
)
SPOTLER_TIMEZONE = read(
    "SPOTLER_TIMEZONE", environment.time_zone, "UTC", "time zone of Spotler's dates and times"
)

COGMENTO_TOKEN_DAYS = read(
    "COGMENTO_TOKEN_DAYS",
    whole(1),
    "30",
    "days for which a Cogmento sign-in is good after its last use",
)
COGMENTO_ENVELOPE = read(
    "COGMENTO_ENVELOPE",
    environment.one_of("nested", "flat", "both"),
    "nested",
    "where Cogmento replies hold what they say: in `response` (`nested`), at the top (`flat`), "
    "or `both`",
)
COGMENTO_TEMPLATES_FORM = read(
    "COGMENTO_TEMPLATES_FORM",
    environment.one_of("plain", "grouped"),
    "plain",
    "form of Cogmento's templates: lists of fields (`plain`), or `grouped` by template",
)
COGMENTO_LOOKUP_STRICT = read(
    "COGMENTO_LOOKUP_STRICT",
    environment.flag,
    "false",
    "whether Cogmento clients are refused values that no list has, instead of adding them",
)

ESPO_STRICT_REQUIRED = read(
    "ESPO_STRICT_REQUIRED",
    environment.flag,
    "false",
    "whether EspoCRM clients must send what the original requires and is defaulted here",
)
ESPO_MAX_FAILED_AUTH = read(
    "ESPO_MAX_FAILED_AUTH",
    whole(0),
    "10",
    "failed sign-ins a minute after which an address of EspoCRM clients is told 403; 0: any number",
)
ESPO_INVISIBLE_STATUS = read(
    "ESPO_INVISIBLE_STATUS",
    environment.one_of("403", "404"),
    "403",
    "what EspoCRM clients are told of a record that they may not see: `403`, or `404` as if there "
    "were none",
)
ESPO_VERSION = read(
    "ESPO_VERSION", str, "9.3.10", "version of the original that EspoCRM clients are told"
)

# The applications, ground first.
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "theme",
    "crm.apps.DashboardConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_ratelimit",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "values",
    "revisions",
    "outbox",
    "users",
    "usage",
    "lookups",
    "customfields",
    "channels",
    "changes",
    "attachments",
    "apitokens",
    "idempotency",
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
DIALECTS = [
    "dialects.native.Native",
    "dialects.spotler.Spotler",
    "dialects.concord.Concord",
    "dialects.cogmento.Cogmento",
    "dialects.espocrm.EspoCRM",
]

# The way in. What only people need is passed over by calls of machines.
ROOT_URLCONF = "crm.urls"
WSGI_APPLICATION = "crm.wsgi.application"
APPEND_SLASH = True  # the dashboard's pages; the API answers both ways by itself
ALLOWED_HOSTS = [*CRM_HOSTS, *DIALECT_HOSTS, "localhost", "127.0.0.1", "[::1]"]
MIDDLEWARE = [
    "crm.middleware.Entrance",
    "crm.middleware.Files",
    *(["corsheaders.middleware.CorsMiddleware"] if CORS_ORIGINS else []),
    "crm.middleware.Policy",
    "crm.middleware.Sessions",
    "crm.middleware.Csrf",
    "crm.middleware.Authentication",
    "crm.middleware.Messages",
    "revisions.middleware.RevisionMiddleware",
]
CORS_ALLOWED_ORIGINS = CORS_ORIGINS
CORS_EXPOSE_HEADERS = ["X-Request-ID", "X-RateLimit-Limit", "X-RateLimit-Remaining", "Retry-After"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
MIB = 1024 * 1024
LARGEST_BODY = max(11 * MIB, UPLOAD_MAX_MB * MIB * 4 // 3 + MIB)  # /bulk, or a file in base 64
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY  # each dialect's parsers are stricter
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Who signs in, and what is secret.
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "users.backends.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator")
]
# By https only, where the operator says so; domains below are taken along, preloading is not asked.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = CRM_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if CRM_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CRM_HTTPS
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SECRET_KEY, *SECRET_KEY_FALLBACKS = secrets_in(CRM_DATA / "secret_key")
CRM_TOKEN_PEPPERS = secrets_in(CRM_DATA / "token_peppers")
INSTALLATION_ID = digest_of(secrets_in(CRM_DATA / "installation")[-1])  # in ids of other dialects

# Who fails to sign in too often, by name and address, has to wait; and apps that sign people in.
AXES_HANDLER = "apitokens.lockout.Attempts"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # so that the wait is as long as was said
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "apitokens.lockout.account_named"
AXES_CLIENT_IP_CALLABLE = "apitokens.lockout.client_place"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
    "ISSUER": "polyglot-crm",
    "AUDIENCE": "polyglot-crm",
    "USER_ID_CLAIM": "sub",
}

# The database: a file with one writer at a time, or PostgreSQL through a pool.
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": CRM_DATA / "crm.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    },
    "TEST": {"NAME": CRM_DATA / "test.sqlite3"},
}
POOL = {"min_size": 1, "max_size": 8, "timeout": 5, "max_lifetime": 600}
DATABASES: dict[str, Any] = {"default": SQLITE}
if DATABASE_URL is not None:
    OPTIONS = {"connect_timeout": 5, **DATABASE_URL.get("OPTIONS", {}), "pool": POOL}
    DATABASES = {"default": {**DATABASE_URL, "OPTIONS": OPTIONS, "CONN_HEALTH_CHECKS": True}}

# Counters and what else is kept for a while: a file, the database for several machines, or Redis.
LIMITS = CRM_DATA / "limits.sqlite3"
LEDGER = CRM_DATA / "usage.sqlite3"
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "counters.caches.CounterCache", "LOCATION": LIMITS},
    "limits": {"BACKEND": "counters.caches.CallCounters", "LOCATION": LIMITS},
}
if CRM_COUNTERS == "database":
    if DATABASE_URL is None:
        raise ImproperlyConfigured("CRM_COUNTERS: database needs DATABASE_URL")
    CACHES["default"] = {"BACKEND": "counters.caches.SharedCounterCache"}
    CACHES["limits"] = {"BACKEND": "counters.caches.SharedCallCounters"}
if REDIS_URL is not None:
    REDIS = {"BACKEND": "counters.impatient.ImpatientRedisCache", "LOCATION": REDIS_URL}
    CACHES = {"default": REDIS, "limits": REDIS}
RATELIMIT_USE_CACHE = "limits"
SILENCED_SYSTEM_CHECKS = [
    "security.W001",  # crm.middleware does what Django's SecurityMiddleware would,
    "security.W002",  # its XFrameOptionsMiddleware,
    "security.W003",  # and its CsrfViewMiddleware, for people's requests
    "axes.W002",  # who is locked out is told by the API and by the dashboard, each in its way
    "auth.W004",  # an e-mail address is unique by its folded form
    "django_ratelimit.W001",  # it does not know of Django's own RedisCache
    "urls.W002",  # a record type's address is its word, with or without a slash
]

# The background worker: what it is given, and what it does by the clock (function: seconds).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
HEARTBEAT = CRM_DATA / "worker.alive"
TICKS = {
    "customfields.sweeping.sweep": 10,
    "apitokens.oauth.forget_old": 24 * 3600,
    "attachments.store.sweep": 3600,
    "attachments.store.sweep_strays": 24 * 3600,
    "apitokens.lockout.forget_old": 3600,
    "apitokens.signins.forget_old": 24 * 3600,
    "idempotency.store.forget_old": 3600,
    "records.purging.purge_old": 3600,
    "records.tallying.compact": 300,
    "usage.store.settle": 10,
    "usage.alerts.watch": 15,
    "outbox.mails.forget_old": 24 * 3600,
    "crm.ticks.forget_counters": 60,
    "crm.ticks.forget_sessions": 24 * 3600,
    "crm.ticks.forget_tasks": 24 * 3600,
}
OUTWARD_TICKS = {"outbox.mails.send_due": 2}  # what waits for other machines has its own clock

# Pages, words and files.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
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
USE_TZ = True
TIME_ZONE = CRM_TIME_ZONE
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True  # what the packages hold is served from where it lies
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = CRM_DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "attachments.ceiling.Ceiling",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# The dashboard's theme.
UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Polyglot CRM",
    "SITE_HEADER": "Polyglot CRM",
    "SITE_URL": None,
    "SITE_SYMBOL": "hub",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/static/crm/icon.svg"}],
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "STYLES": ["/static/crm/dashboard.css"],
    "ACCOUNT": {"navigation": "crm.dashboard.account_links"},
    "SIDEBAR": {"navigation": "crm.dashboard.navigation"},
    "COLORS": {
        "base": {
            "50": "#f8fafb",
            "100": "#f1f4f6",
            "200": "#e2e7eb",
            "300": "#cbd3da",
            "400": "#96a3b0",
            "500": "#5f6e7c",
            "600": "#475563",
            "700": "#36424f",
            "800": "#222c37",
            "900": "#141c25",
            "950": "#0b1118",
        },
        "primary": {
            "50": "#effaf8",
            "100": "#d5f2ec",
            "200": "#aee4da",
            "300": "#79cfc1",
            "400": "#43b5a4",
            "500": "#2bab98",
            "600": "#0c7467",
            "700": "#0b5f55",
            "800": "#0d4c45",
            "900": "#0e3f3a",
            "950": "#042522",
        },
    },
}

# Mails and logs.
MAIL = EMAIL_URL or {"BACKEND": "django.core.mail.backends.filebased.EmailBackend"}
EMAIL_FILE_PATH = CRM_DATA / "mail"
EMAIL_BACKEND = MAIL["BACKEND"]
EMAIL_HOST = MAIL.get("HOST", "")
EMAIL_PORT = MAIL.get("PORT", 0)
EMAIL_HOST_USER = MAIL.get("HOST_USER", "")
EMAIL_HOST_PASSWORD = MAIL.get("HOST_PASSWORD", "")
EMAIL_USE_SSL = MAIL.get("USE_SSL", False)
EMAIL_USE_TLS = MAIL.get("USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = EMAIL_FROM or f"crm@{[*CRM_HOSTS, 'localhost'][0].lstrip('.')}"
SPECTACULAR_SETTINGS = {"ENABLE_DJANGO_DEPLOY_CHECK": False}  # our document has tests of its own
LOGGING_CONFIG = "crm.logs.configure"
LOGGING = logging_of(level="INFO")
