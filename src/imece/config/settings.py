"""Django's settings. What differs between installations comes from the environment (`environment.KNOWN`)."""

from pathlib import Path

import bootstrap_wrapper
import font_manrope
import font_source_sans_pro
from csp.constants import NONCE, SELF

from imece.config.database import Installation
from imece.config.environment import MODES, Environment
from imece.config.road import exchange_url
from imece.config.translations import kept_elsewhere

ENVIRONMENT = Environment()
INSTALLATION = Installation(ENVIRONMENT)
SOURCE = Path(__file__).resolve().parent.parent
HOME = INSTALLATION.home
MODE = ENVIRONMENT.choice("IMECE_MODE", MODES, "production")

SECRET_KEY = INSTALLATION.secrets["django_secret_key"]
DEBUG = ENVIRONMENT.flag("IMECE_DEBUG")
ALLOWED_HOSTS = ENVIRONMENT.names("IMECE_HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = ENVIRONMENT.text("IMECE_PUBLIC_URL", "http://localhost:8000").rstrip("/")
EXCHANGE_URL = exchange_url(ENVIRONMENT)  # where institutions reach the road
EXCHANGE_ROAD = "imece.exchange.road.over_http"  # what carries our own houses' questions (exchange.client)
PROXY_COUNT = ENVIRONMENT.count("IMECE_PROXY_COUNT")
TRAFFIC_LOG = ENVIRONMENT.flag("IMECE_TRAFFIC_LOG")
IS_SECURE = PUBLIC_URL.startswith("https://")

DATABASES = {"default": INSTALLATION.django_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # Ours first: our templates and translations win over those of the libraries.
    "imece.employment.home",
    "imece.employment.matching",
    "imece.employment.statistics",
    "imece.employment.vacancies",
    "imece.employment.workforce",
    "imece.employment.dismissals",
    "imece.employment.benefits",
    "imece.employment.community_work",
    "imece.employment.data_rights",
    "imece.employment.surveys",
    "imece.employment.selection",
    "imece.employment.employers",
    "imece.employment.jobseekers",
    "imece.registry",
    "imece.exchange.home",
    "imece.exchange.transparency",
    "imece.exchange.continuity",
    "imece.exchange.billing",
    "imece.exchange.developers",
    "imece.exchange.access",
    "imece.exchange.agreements",
    "imece.exchange.catalogue",
    "imece.exchange.letters",
    "imece.exchange.ledger",
    "imece.exchange.parties",
    "imece.exchange",
    "imece.accounts",
    "imece.reference",
    "imece.core.notifications",
    "imece.core.jobs",
    "imece.core.traffic",
    "imece.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",  # its widgets' templates, for our form renderer
    "procrastinate.contrib.django",
    "rules.apps.RulesConfig",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_cotton",
]

MIDDLEWARE = [
    "imece.core.web.requests.RequestContextMiddleware",
    "imece.core.traffic.middleware.TrafficLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "imece.core.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "imece.accounts.web.middleware.ActorMiddleware",
    "imece.accounts.web.idle.IdleMiddleware",
    "imece.core.web.unreadable.RefuseNulMiddleware",
    "imece.accounts.web.duties.DutiesMiddleware",
    "imece.core.web.access.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "imece.config.urls"
WSGI_APPLICATION = "imece.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "imece.core.web.context.page",
                "imece.accounts.web.duties.standing_notice",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "imece.core.templatetags.imece",
            ],
        },
    }
]
FORM_RENDERER = "imece.core.ui.forms.FormRenderer"
COTTON_DIR = "cotton"
MENU_PROVIDER = "imece.config.ports.menu"
START_TILES = ["imece.exchange.home.domain.today.tiles"]  # further lines of the start page, by house
START_PAGES = {"partner": "exchange_start"}  # kinds of actor whose first page is another house's
# Foot of each page: what it is → name of its URL; one that does not exist here is left out.
FOOTER_PAGES = {
    "accessibility": "core:accessibility",
    "terms": "accounts:terms",
    "privacy": "accounts:privacy",
    "status": "service_status",
}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",  # hashes once for an unknown number too
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if MODE == "test":  # argon2 is slow on purpose; the suite makes thousands of persons
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("given_names", "surname", "email", "national_id")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "/giris/"
START_URL = "/baslangic/"  # each user's own first page, after signing in
# Views of libraries declare no permission of ours; by module, longest prefix first.
LIBRARY_ACCESS = {
    "allauth.account": "accounts.own",
    "allauth.mfa": "accounts.own",
    "allauth.socialaccount": "public",
    "django.views.i18n": "public",
    "django.views.generic.base.RedirectView": "public",  # allauth's old addresses; where it leads asks again
    "django.contrib.staticfiles": "public",
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600  # the hard limit; idleness is watched by accounts
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_IDLE_SECONDS = 30 * 60
SESSION_WARNING_SECONDS = 2 * 60
CSRF_FAILURE_VIEW = "imece.core.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
OIDC_ISSUER = ENVIRONMENT.text("IMECE_OIDC_ISSUER")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([OIDC_ISSUER] if OIDC_ISSUER else [])],
        "frame-ancestors": ["'none'"],
        "base-uri": [SELF],
        "object-src": ["'none'"],
    }
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "dil"
TIME_ZONE = "Europe/Istanbul"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [SOURCE / "locale", *kept_elsewhere()]
FORMAT_MODULE_PATH = ["imece.core.locale_formats"]

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [
    ("bootstrap", bootstrap_wrapper.get_bootstrap_dir()),
    ("fonts", Path(font_source_sans_pro.__file__).parent / "files"),
    ("fonts", Path(font_manrope.__file__).parent / "files"),
]
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if MODE == "test":  # served from where they lie: no collectstatic before a test
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # no look through all files for each test client
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

MAIL_FROM = DEFAULT_FROM_EMAIL = ENVIRONMENT.text("IMECE_MAIL_FROM", "imece@example.invalid")
SMTP_URL = ENVIRONMENT.text("IMECE_SMTP_URL")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "imece.core.web.requests.RequestIdFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {request_id} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"imece": {"level": "INFO"}},
}

# axes alone counts failures: two lock-outs at once would shut out the right password (ADR 0006).
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # it would hold the number in the clear; the trail has the sign-ins
AXES_SENSITIVE_PARAMETERS = ["username", "login", "ip_address"]
AXES_USERNAME_CALLABLE = "imece.accounts.domain.lockout.fingerprint_of_login"
AXES_CLIENT_IP_CALLABLE = "imece.core.web.requests.client_address"
AXES_LOCKOUT_CALLABLE = "imece.accounts.web.signin.locked_out"

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "national_id"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # e-mail is verified by our own code (P1.2)
ACCOUNT_ADAPTER = "imece.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "imece.accounts.adapters.SocialAccountAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": None, "login": None}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_REDIRECT_URL = "/firma-sec/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SECURE
STAFF_SECOND_FACTOR = ENVIRONMENT.choice("IMECE_STAFF_SECOND_FACTOR", ("advised", "required"), "advised")
MFA_TOTP_ISSUER = "İmece"
USERSESSIONS_TRACK_ACTIVITY = False  # accounts notes it once a minute, not at every request
MFA_ADAPTER = "imece.accounts.adapters.MultiFactorAdapter"
ACCOUNT_USER_DISPLAY = "imece.accounts.adapters.display_name"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_NATIONAL_ID_CLAIM = "national_id"
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "e-devlet",
                    "name": "e-Devlet",
                    "client_id": ENVIRONMENT.text("IMECE_OIDC_CLIENT_ID"),
                    "secret": ENVIRONMENT.text("IMECE_OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_ISSUER},
                }
            ],
        }
    }
    if OIDC_ISSUER
    else {}
)

# What the lower layers need from above them; config.ports answers (docs/map.md, ports).
ACCOUNTS_BRANCHES = "imece.config.ports.branches_of"
ACCOUNTS_REGISTER = "imece.config.ports.ask_register"
ACCOUNTS_PROVINCES = "imece.config.ports.province_names"
CORE_OUTLINES = "imece.config.ports.province_outlines"
REFERENCE_PANELS = "imece.config.ports.occupation_panels"
# What the core's kit for programs needs from accounts.
API_CALLER = "imece.accounts.domain.tokens.caller_of"
API_CALLS_A_MINUTE = 300
# Time-stamps by an authority of the installation's choice.
TSA_URL = ENVIRONMENT.text("IMECE_TSA_URL")
TSA_CERTIFICATE = ENVIRONMENT.text("IMECE_TSA_CERTIFICATE")
LEDGER_SERVICE_NAMES = "imece.config.ports.service_names"
