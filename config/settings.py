"""All settings of Bildkreis, read once from the environment; elsewhere `django.conf.settings` at call time."""

import secrets
from pathlib import Path

from config.env import ENV, database, email

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = ENV.path("DATA_DIR", BASE_DIR / "var").absolute()
DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- who may talk to us ---------------------------------------------------------------------------------------------
DEBUG = ENV.flag("DEBUG")
DEMO = ENV.flag("DEMO")
CONFIGURED_SECRET_KEY = ENV.text("SECRET_KEY")
# Commands and tests need no key; the server refuses to start without one (config/checks.py).
SECRET_KEY = CONFIGURED_SECRET_KEY or secrets.token_urlsafe(50)
SECRET_KEY_FALLBACKS = ENV.words("SECRET_KEY_FALLBACKS")
SIGNING_KEY = SECRET_KEY
# Consents, contracts, names: encrypted with a key of their own, without which nobody reads them.
EVIDENCE_KEY = ENV.text("EVIDENCE_KEY")
EVIDENCE_KEY_FALLBACKS = ENV.words("EVIDENCE_KEY_FALLBACKS")
ALLOWED_HOSTS = [*ENV.words("ALLOWED_HOSTS", "localhost,[::1]"), "127.0.0.1"]  # the last for the health check
CSRF_TRUSTED_ORIGINS = ENV.words("TRUSTED_ORIGINS")
HTTPS = ENV.flag("HTTPS")
TRUSTED_PROXIES = ENV.words("TRUSTED_PROXIES")

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS redirects; a health check arrives in plain
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# W002: api.middleware sets X-Frame-Options and frame-ancestors. W008: see SECURE_SSL_REDIRECT.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W008"]
X_FRAME_OPTIONS = "DENY"

AUTH_USER_MODEL = "assets.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# --- rooms ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "config.apps.ConfigConfig",
    "assets.apps.AssetsConfig",
    "licensing.apps.LicensingConfig",
    "api.apps.ApiConfig",
]
MIDDLEWARE = [
    "api.middleware.RequestIdMiddleware",
    "api.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]

# --- what is kept ---------------------------------------------------------------------------------------------------
DATABASES = {"default": database(ENV.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'bildkreis.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

STORAGE_URL = ENV.text("STORAGE_URL", str(DATA_DIR / "store"))
S3_ENDPOINT = ENV.text("S3_ENDPOINT")
S3_PUBLIC_ENDPOINT = ENV.text("S3_PUBLIC_ENDPOINT")
S3_REGION = ENV.text("S3_REGION", "us-east-1")
S3_ACCESS_KEY = ENV.text("S3_ACCESS_KEY")
S3_SECRET_KEY = ENV.text("S3_SECRET_KEY")
S3_ADDRESSING = ENV.text("S3_ADDRESSING", "path")
S3_CA_BUNDLE = ENV.text("S3_CA_BUNDLE")
S3_CHECKSUMS = ENV.text("S3_CHECKSUMS", "when_required")
# Map tiles of a server of one's own choice, as https://host/{z}/{x}/{y}.png, and whom to name for them.
MAP_TILES = ENV.text("MAP_TILES")
MAP_CREDIT = ENV.text("MAP_CREDIT")
INDEX_DIR = ENV.path("INDEX_DIR", DATA_DIR / "index")

# --- work -----------------------------------------------------------------------------------------------------------
WORK_LEASE_SECONDS = ENV.number("WORK_LEASE_SECONDS", 180)
WORK_ATTEMPTS = ENV.number("WORK_ATTEMPTS", 3)
WORK_RETRY_MINUTES = [int(word) for word in ENV.words("WORK_RETRY_MINUTES", "1,5,25")]
# Where sources may lie: /folder or s3://bucket/prefix, for one organization as slug=place.
SOURCE_PLACES = ENV.words("SOURCE_PLACES")
MAX_ORIGINAL_MB = ENV.number("MAX_ORIGINAL_MB", 500)
MAX_VIDEO_MB = ENV.number("MAX_VIDEO_MB", 10_240)
CLAMAV = ENV.text("CLAMAV")
CLAMAV_SECONDS = ENV.number("CLAMAV_SECONDS", 60)
CLAMAV_MAX_MB = ENV.number("CLAMAV_MAX_MB", 100)
CMYK_PROFILE = ENV.text("CMYK_PROFILE")
RENDITION_DAYS = ENV.number("RENDITION_DAYS", 30)

# --- reminders ------------------------------------------------------------------------------------------------------
PUBLIC_URL = ENV.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.text("EMAIL_FROM", "Bildkreis <bildkreis@localhost>")
_EMAIL = email(ENV.text("EMAIL_URL", f"folder:{DATA_DIR / 'mail'}"))
EMAIL_BACKEND = _EMAIL["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _EMAIL.get("EMAIL_HOST", ""), _EMAIL.get("EMAIL_PORT", 0)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _EMAIL.get("EMAIL_HOST_USER", ""), _EMAIL.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _EMAIL.get("EMAIL_USE_SSL", False), _EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_FILE_PATH, EMAIL_TIMEOUT = _EMAIL.get("EMAIL_FILE_PATH"), 20
REACH = "licensing.notices.reaching.reach"  # how addresses of posts are asked whether they are still there

# --- limits of a request --------------------------------------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
LOGIN_ATTEMPTS = ENV.number("LOGIN_ATTEMPTS", 10)
LOGIN_WINDOW_SECONDS = 15 * 60
RATE_SEARCH = ENV.text("RATE_SEARCH", "10/s")
RATE_SUGGEST = ENV.text("RATE_SUGGEST", "20/s")
RATE_WRITE = ENV.text("RATE_WRITE", "5/s")
RATE_UPLOAD = ENV.text("RATE_UPLOAD", "50/s")
RATE_SHARED = ENV.text("RATE_SHARED", "600/min")
DOWNLOAD_URL_SECONDS = ENV.number("DOWNLOAD_URL_SECONDS", 60)
VERDICT_SECONDS = ENV.number("VERDICT_SECONDS", 900)
# Machines of one's own network that webhooks may reach, each as scheme://host or scheme://host:port.
WEBHOOK_PRIVATE_ORIGINS = ENV.words("WEBHOOK_PRIVATE_ORIGINS")

# --- language, time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = False

# --- what is served -------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ENV.path("STATIC_ROOT", DATA_DIR / "static")
FRONTEND_DIR = BASE_DIR / "frontend" / "dist"
STATICFILES_DIRS = [("app", FRONTEND_DIR)] if FRONTEND_DIR.is_dir() else []
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

if ENV.flag("ZEAL"):  # for developers: a query in a loop raises
    INSTALLED_APPS.append("zeal")
    ZEAL_SHOW_ALL_CALLERS = True

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.TokenAuthentication",
        "api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["api.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "api.problems.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Bildkreis",
    "VERSION": "1",
    "DESCRIPTION": "Find region photos, ask whether they may be posted, take them with their rights inside.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
}

LOG_LEVEL = ENV.text("LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
