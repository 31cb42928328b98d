"""Settings of the site. Everything that differs between machines comes from the environment.

`DATABASE_URL`, `CACHE_URL`, `SECRET_KEY`, `HISTORY_KEY`, `ALLOWED_HOSTS`, `PORT`, `DEBUG` and `FETCH_SOURCES` are read
from the environment or from a file `.env` beside manage.py; docs/running.md explains each.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from baytaq_site.production import refusals

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what a running site writes: database, uploads

env = Env()
env.read_env(str(BASE_DIR / ".env"))

DEBUG = env.bool("DEBUG", False)
# A site without its own key runs in development only: the production settings are checked in `make lint`.
SECRET_KEY = env.str("SECRET_KEY", "insecure-development-key-" + "x" * 40 if DEBUG else "")
HISTORY_KEY = env.str("HISTORY_KEY", "") or SECRET_KEY  # keys the hash chain of revisions
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
if not DEBUG and (refused := refusals({"SECRET_KEY": SECRET_KEY, "HISTORY_KEY": HISTORY_KEY}, ALLOWED_HOSTS)):
    raise ImproperlyConfigured(" ".join(refused))
HTTPS = env.bool("HTTPS", False)
PROXIES = env.int("PROXIES", 0)  # how many of our own stand before the site: who asks is what the first of them saw

INSTALLED_APPS = [
    "baytaq_site",
    "elections",
    "parties",
    "articles",
    "citations",
    "revisions",
    "baytaq_site.apps.BaytaqAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "ninja",  # its documentation's scripts and styles
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "baytaq_site.middleware.NoStoreMiddleware",
    "baytaq_site.middleware.OneMomentMiddleware",
]

ROOT_URLCONF = "baytaq_site.urls"
WSGI_APPLICATION = "baytaq_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "baytaq_site.context_processors.site",
            ],
        },
    }
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'baytaq.sqlite3'}", conn_max_age=600)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Measured: these let eight writers save without an error where the defaults failed four writes in five.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "baytaq_site.passwords.PredictablePasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("kk", _("Kazakh")), ("ru", _("Russian"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "media")))
STORAGES = {
    "default": {
        "BACKEND": "common.files.WholeFileStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an election form carries hundreds of rows
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a too long body comes back with a message, not a bare 400

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_DATE_INDEX = False  # the revision orders history rows, never their date

# Security: strict by default; HTTPS=true adds what needs a certificate.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"plain": {"()": "baytaq_site.log.NoTraceOfBadRequests"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["plain"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# Whether the site may ask the pages of addresses that editors paste, and check links: it asks public addresses only.
FETCH_SOURCES = env.bool("FETCH_SOURCES", False)

SITE_NAME = env.str("SITE_NAME", "Baytaq")
SITE_STRAPLINE = env.str("SITE_STRAPLINE", "") or _("The sourced encyclopedia of parties and elections")
