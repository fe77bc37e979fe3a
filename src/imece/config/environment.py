"""Settings from the environment: each read is typed, a wrong or unknown one stops the start with one sentence."""

import os
import pwd
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

KNOWN = {
    "IMECE_HOME": "folder of data, keys and files; default ~/.local/share/imece, as root /var/lib/imece",
    "IMECE_DATABASE_ROLE": "owner | web | worker | gateway | archive: as whom this process meets the database",
    "IMECE_DEBUG": "true | false: Django's debug pages; never in production",
    "IMECE_HOSTS": "host names that may be asked for, with commas",
    "IMECE_PUBLIC_URL": "the address people see, for links in mail and QR codes",
    "IMECE_MODE": "production | demo | test",
    "IMECE_SMTP_URL": "smtp://user:password@host:25 or smtps://…; without it mail goes to files in the data folder",
    "IMECE_MAIL_FROM": "the sender's address of notices",
    "IMECE_OIDC_ISSUER": "OpenID Connect issuer (e-Devlet or like it); empty: no such button",
    "IMECE_OIDC_CLIENT_ID": "our client id there",
    "IMECE_OIDC_CLIENT_SECRET": "our client secret there",
    "IMECE_PROXY_COUNT": "how many trusted proxies stand before us (0: none); the caller's address comes through them",
    "IMECE_EXCHANGE_URL": "the address of the road's gateway, for our own houses and for assertions' audience",
    "IMECE_EXCHANGE_PROXIES": "addresses of reverse proxies whose word on caller and certificate the gateway takes",
    "IMECE_TSA_URL": "address of an RFC 3161 time-stamp authority for ledger and traffic log; empty: none",
    "IMECE_TSA_CERTIFICATE": "file with the authority's root certificate (PEM)",
    "IMECE_TRAFFIC_LOG": "true | false: a line a request in daily files, closed and chained at night (5651)",
    "IMECE_KPS_V2": "off | on | legacy: whether the gateway serves the KPS v2 profile; legacy takes SHA-1 too",
    "IMECE_STAFF_SECOND_FACTOR": "advised | required: the second factor of unit and headquarters staff",
    "IMECE_PYTHON": "which Python the launcher takes",
    "IMECE_ENVIRONMENTS": "where the launcher keeps its environments",
    "IMECE_CHROMIUM": "path of Chromium for the browser tests",
}
ROLES = ("owner", "web", "worker", "gateway", "archive")
MODES = ("production", "demo", "test")


class SettingsProblem(SystemExit):
    """Stops the start; its text names the setting, its value and what would be right."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"imece: {sentence}")


class Environment:
    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = dict(os.environ if values is None else values)
        for name in sorted(self.values):
            if name.startswith("IMECE_") and name not in KNOWN:
                near = get_close_matches(name, KNOWN, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(KNOWN)}."
                raise SettingsProblem(f"unknown setting {name}; {hint}")

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, "").strip() or default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, str(default).lower())  # ascii: true and false
        if value not in {"true", "false"}:
            raise SettingsProblem(f"{name} is '{value}'; write true or false.")
        return value == "true"

    def count(self, name: str, default: int = 0) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit()):
            raise SettingsProblem(f"{name} is '{value}'; write a whole number.")
        return int(value)

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise SettingsProblem(f"{name} is '{value}'; write one of {', '.join(choices)}.")
        return value

    def names(self, name: str, default: str = "") -> list[str]:
        return [part.strip() for part in self.text(name, default).split(",") if part.strip()]

    def home(self) -> Path:
        if given := self.text("IMECE_HOME"):
            return Path(given).expanduser().resolve()
        if os.geteuid() == 0:
            return Path("/var/lib/imece")
        base = self.text("XDG_DATA_HOME") or f"{self._user_folder()}/.local/share"
        return Path(base) / "imece"

    def _user_folder(self) -> str:
        """HOME may be empty or missing (env -i, a service): then what the system knows of this user."""
        try:
            return self.text("HOME") or pwd.getpwuid(os.geteuid()).pw_dir
        except KeyError:
            raise SettingsProblem(
                "this user has no home folder; set IMECE_HOME to where the data shall be."
            ) from None
