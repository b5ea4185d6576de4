"""Django settings: wiring only; every choice that an installation may make is in `environment`."""

from kompas.project import environment

KOMPAS_HOME = environment.home()
SECRET_KEY = environment.secret_key(KOMPAS_HOME)
DEBUG = environment.flag("KOMPAS_DEBUG")
ALLOWED_HOSTS = environment.hosts()
HTTPS = environment.flag("KOMPAS_HTTPS")
KOMPAS_PROXY = environment.proxy()
KOMPAS_LOOPBACK = environment.loopback(ALLOWED_HOSTS, https=HTTPS)
KOMPAS_DEFINITIES = environment.definities()
KOMPAS_CIJFERS_BACKEND = environment.cijfers_backend()
KOMPAS_BRONADRESSEN = environment.bronadressen()
KOMPAS_DREMPEL = environment.drempel()
KOMPAS_AFRONDING = environment.afronding()
KOMPAS_VALSE_ALARMEN_PER_JAAR = environment.valse_alarmen()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "kompas.ui",
    "kompas.core",
    "kompas.analyse",
    "kompas.beleid",
    "kompas.rapportage",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kompas.ui.middleware.Paginabeveiliging",
    "kompas.core.api.Apikop",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "kompas.project.urls"
WSGI_APPLICATION = "kompas.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kompas.core.context.voorbeeld",
            ],
        },
    },
]

DATABASES = {"default": environment.database(KOMPAS_HOME)}
# Failed attempts to sign in are counted here; Django's own limit of 300 would let a flood of names push a lock out.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}}}
AUTH_USER_MODEL = "core.Gebruiker"
AUTHENTICATION_BACKENDS = ["kompas.core.access.KompasBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "aanmelden"
LOGIN_REDIRECT_URL = "start"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = KOMPAS_HOME / "static"
# A municipality's own design tokens: thema/gemeente.css (see docs/ontwikkeling/weergave.md).
STATICFILES_DIRS = [("thema", KOMPAS_HOME / "thema")] if (KOMPAS_HOME / "thema").is_dir() else []
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kompas.ui.opslag.Opslag"},
}

# A document to read in; the guard ends a larger request before it is stored.
MAX_UPLOAD_BYTES = 26_000_000
FILE_UPLOAD_HANDLERS = [
    "kompas.core.uploads.Groottewacht",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"kompas": {"level": "INFO"}, "django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
