"""Which database this process talks to, and as whom.

`DATABASE_URL` is the owner, who migrates and owns everything. The roles of the running processes own nothing and
have their own passwords; `./imece setup-roles` makes them. Without DATABASE_URL the server is the embedded one.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

from imece.config.environment import ROLES, Environment, SettingsProblem
from imece.core.postgres import Cluster, DatabaseUrl
from imece.core.secrets_file import load_secrets

TIMEOUTS = {"owner": "0", "web": "15s", "worker": "10min", "gateway": "5s", "archive": "10min"}


class Installation:
    """This machine's data folder with its secrets and, unless a server is named, its own PostgreSQL."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.home: Path = environment.home()
        self.role = environment.choice("IMECE_DATABASE_ROLE", ROLES, "owner")

    @cached_property
    def secrets(self) -> dict[str, str]:
        try:
            return load_secrets(self.home / "secrets.json")
        except (OSError, ValueError) as problem:
            raise SettingsProblem(f"the secrets file cannot be used: {problem}") from problem

    @cached_property
    def external_url(self) -> DatabaseUrl | None:
        text = self.environment.text("DATABASE_URL")
        try:
            return DatabaseUrl.parse(text) if text else None
        except ValueError as problem:
            raise SettingsProblem(str(problem)) from problem

    def cluster(self) -> Cluster:
        return Cluster(self.home / "postgres", self.secrets["owner_password"])

    def url(self, role: str | None = None) -> DatabaseUrl:
        owner = self.external_url or self.cluster().url()
        role = role or self.role
        return (
            owner if role == "owner" else owner.with_user(f"imece_{role}", self.secrets[f"{role}_password"])
        )

    def django_database(self) -> dict[str, Any]:
        url = self.url()
        options = (
            f"-c statement_timeout={TIMEOUTS[self.role]} -c idle_in_transaction_session_timeout=60s -c jit=off"
            " -c plan_cache_mode=force_generic_plan"  # for `core.database.prepared`; nothing else keeps a plan
        )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.name,
            "USER": url.user,
            "PASSWORD": url.password,
            "HOST": url.host,
            "PORT": url.port,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "ATOMIC_REQUESTS": False,
            "OPTIONS": {"connect_timeout": 5, "options": options, "prepare_threshold": 0},
        }
