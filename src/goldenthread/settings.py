"""Settings: safe by default, embedded by default; the environment says what differs."""

import os
import re
from pathlib import Path
from typing import Any

BASE = Path(__file__).resolve().parent
ROOT = BASE.parent.parent
STATE = Path(os.environ.get("GOLDEN_THREAD_STATE", ROOT / "var"))

DEMO = os.environ.get("GOLDEN_THREAD_DEMO") == "1"
TESTING = os.environ.get("GOLDEN_THREAD_TESTING") == "1"
DEBUG = False
DEMO_KEY = "demo-only-key"
SECRET_KEY = os.environ.get("GOLDEN_THREAD_SECRET_KEY", DEMO_KEY if DEMO or TESTING else "")
ALLOWED_HOSTS = [h for h in os.environ.get("GOLDEN_THREAD_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
ADDRESS = os.environ.get("GOLDEN_THREAD_ADDRESS", "http://localhost:" + os.environ.get("PORT", "8000")).rstrip("/")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GOLDEN_THREAD_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    # Surfaces come first so that their templates stand before those of libraries.
    "goldenthread.web.ui",
    "goldenthread.web.public",
    "goldenthread.web.learner",
    "goldenthread.web.manager",
    "goldenthread.web.agency",
    "goldenthread.web.office",
    "goldenthread.web.trainer",
    "goldenthread.web.setup",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # the pages for passkeys use it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "goldenthread.foundation.audit",
    "goldenthread.foundation.freshness",
    "goldenthread.foundation.messaging",
    "goldenthread.foundation.files",
    "goldenthread.foundation.imports",
    "goldenthread.foundation.questionnaires",
    "goldenthread.setting.accounts",
    "goldenthread.setting.partnerships",
    "goldenthread.setting.frameworks",
    "goldenthread.setting.workforce",
    "goldenthread.training.catalogue",
    "goldenthread.training.records",
    "goldenthread.training.standing",
    "goldenthread.training.trainers",
    "goldenthread.training.events",
    "goldenthread.training.bookings",
    "goldenthread.training.charging",
    "goldenthread.training.certificates",
    "goldenthread.whole.upkeep",
    "goldenthread.cli",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "goldenthread.web.ui.middleware.SecurityPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "goldenthread.web.ui.middleware.ActorMiddleware",
    "goldenthread.web.ui.middleware.RefusalMiddleware",
    "goldenthread.web.ui.addresses.AddressMiddleware",
]

ROOT_URLCONF = "goldenthread.urls"
WSGI_APPLICATION = "goldenthread.wsgi.application"
AUTH_USER_MODEL = "accounts.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "web/ui/templates"],  # ours before those of the libraries
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.web.ui.context.layout",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Read `postgres://user:password@host:port/name`; without one, the embedded database."""
    if not url:
        return {
            "ENGINE": "goldenthread.foundation.sqlite",
            "NAME": STATE / "goldenthread.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
            },
        }
    found = re.fullmatch(r"postgres(?:ql)?://([^:@/]+)(?::([^@/]*))?@([^:/]+)(?::(\d+))?/(.+)", url)
    if found is None:
        raise ValueError("GOLDEN_THREAD_DATABASE is not of the form postgres://user:password@host:port/name")
    user, password, host, port, name = found.groups()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password or "",
        "HOST": host,
        "PORT": port or "5432",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c jit=off"},  # to compile a query takes longer than our longest page
    }


DATABASES = {"default": database(os.environ.get("GOLDEN_THREAD_DATABASE", ""))}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # an invitation must outlast a week's leave

# Sign-in. Accounts are invited: nobody signs themselves up. A session ends with the browser or after a working day.
ACCOUNT_ADAPTER = "goldenthread.web.public.sign_in.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "goldenthread.web.public.sign_in.InvitedOnlyElsewhere"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"open_link": "60/m/ip"}  # links that open without signing in; sign-in keeps the library's own
ACCOUNT_LOGOUT_REDIRECT_URL = "/demo/" if DEMO else "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO or TESTING else "https"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Golden Thread"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or TESTING  # passkeys on localhost have no certificate
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("GOLDEN_THREAD_PROXIES", "0"))

# Single sign-on, when the environment names a provider (docs/operating.md). It opens existing accounts, never new ones.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {}
OIDC_ADDRESS = os.environ.get("GOLDEN_THREAD_OIDC_ADDRESS", "")
if OIDC_ADDRESS:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "work",
                "name": os.environ.get("GOLDEN_THREAD_OIDC_NAME", "your work account"),
                "client_id": os.environ.get("GOLDEN_THREAD_OIDC_CLIENT", ""),
                "secret": os.environ.get("GOLDEN_THREAD_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_ADDRESS},
            }
        ],
    }

# The cache counts sign-in attempts, so every process must share it (docs/decisions/0006-where-attempts-are-counted.md).
REDIS = os.environ.get("GOLDEN_THREAD_REDIS", "")
if REDIS:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS}}
elif "postgresql" in str(DATABASES["default"]["ENGINE"]) and not TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cached"}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Long work waits in the same database for `./run work`, so it is queued in the transaction that asks for it.
QUEUE = "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend"
TASKS = {"default": {"BACKEND": QUEUE}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if TESTING
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = STATE / "files"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000  # a register of 5,000 people, at six fields each, is saved in one

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "goldenthread.web.ui.refusals.form_out_of_date"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if not (DEMO or TESTING):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What went wrong stands in the server's own output, with where: the page shows the person none of it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"output": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django": {"handlers": ["output"], "level": "ERROR"}},
}

# --- mail: without a server, messages wait in the outbox and their log says so --------------------
EMAIL_HOST = os.environ.get("GOLDEN_THREAD_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("GOLDEN_THREAD_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("GOLDEN_THREAD_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("GOLDEN_THREAD_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("GOLDEN_THREAD_MAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("GOLDEN_THREAD_MAIL_FROM", "Golden Thread <no-reply@localhost>")
MESSAGE_ID_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
