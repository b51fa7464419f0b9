"""Settings of one node. Everything that differs by place comes from `XIEZHI_*` or from the corpus."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from xiezhi.site.databases import database

BASE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("XIEZHI_DATA", "var/node")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _secret(path: Path) -> str:
    """The node's signing secret: from the environment, else made once and kept beside the data."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = os.environ.get("XIEZHI_SECRET_KEY") or _secret(DATA / "secret")
DEBUG = os.environ.get("XIEZHI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("XIEZHI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("XIEZHI_ORIGINS", "").split(",") if o]

#: Identity of this node in entries; address printed in codes and shown for checking (核验网址).
XIEZHI_NODE = os.environ.get("XIEZHI_NODE", "demo")
XIEZHI_PUBLIC_URL = os.environ.get("XIEZHI_PUBLIC_URL", "http://127.0.0.1:8000")
#: Corpus layers below the national one, in order (省、市、区目录).
XIEZHI_CORPUS = [Path(p) for p in os.environ.get("XIEZHI_CORPUS", "").split(os.pathsep) if p]
#: Folders of fonts a site mounts itself (licensed 仿宋、小标宋); the packaged Noto fonts come after them.
XIEZHI_FONTS = [Path(p) for p in os.environ.get("XIEZHI_FONTS", "").split(os.pathsep) if p]
#: Whether approving asks for the signing PIN; 0 where a unified sign-in does its own step-up.
XIEZHI_SIGNING_PIN = os.environ.get("XIEZHI_SIGNING_PIN", "1") == "1"
#: The demo offers fixed people on the sign-in page.
XIEZHI_DEMO = os.environ.get("XIEZHI_DEMO") == "1"

DATABASES = {
    "default": database(
        os.environ.get("XIEZHI_DATABASE", f"sqlite:///{DATA / 'xiezhi.sqlite3'}"), pool=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "registry.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "servestatic.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "xiezhi.journal",
    "xiezhi.registry",
    "xiezhi.registry.parameters",
    "xiezhi.documents",
    "xiezhi.matters",
    "xiezhi.matters.search",
    "xiezhi.inspections",
    "xiezhi.supervision",
    "xiezhi.publicity",
    "xiezhi.exchange",
    "xiezhi.lawroom",
    "xiezhi.insight",
    "xiezhi.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

ROOT_URLCONF = "xiezhi.site.urls"
WSGI_APPLICATION = "xiezhi.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.static"],
        },
    }
]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login"
CSRF_FAILURE_VIEW = "xiezhi.site.errors.form_expired"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
