"""The road's gateway, assembled: what it may know of this installation, taken from environment and secrets file."""

import json
from pathlib import Path
from urllib.parse import quote

from imece.config.database import TIMEOUTS, Installation
from imece.config.environment import Environment, SettingsProblem
from imece.exchange.gateway.settings import GatewaySettings
from imece.exchange.gateway.upstream import RestUpstream, Upstream

DEFAULT_PORT = 8010
DEFAULT_URL = f"http://localhost:{DEFAULT_PORT}"


def exchange_url(environment: Environment) -> str:
    """Where askers reach the road; assertions name its token address as their audience."""
    return environment.text("IMECE_EXCHANGE_URL", DEFAULT_URL).rstrip("/")


def gateway_settings(
    installation: Installation, *, shards: tuple[int, ...] = (), takes_over: bool = False
) -> GatewaySettings:
    environment = installation.environment
    options = f"-c statement_timeout={TIMEOUTS['gateway']} -c tcp_user_timeout=5000"
    kps_v2 = environment.choice("IMECE_KPS_V2", ("off", "on", "legacy"), "off")
    return GatewaySettings(
        conninfo=f"{installation.url('gateway')}&options={quote(options)}",
        ledger_key=installation.secrets["ledger_key"],
        token_key=installation.secrets["exchange_token_key"],
        audience=f"{exchange_url(environment)}/v1/token",
        checkpoints=installation.home / "ledger",
        upstreams=read_upstreams(installation.home / "upstreams.json"),
        shards=shards,
        proxies=frozenset(environment.names("IMECE_EXCHANGE_PROXIES")),
        takes_over=takes_over,
        address=exchange_url(environment),
        serves_kps_v2=kps_v2 != "off",
        takes_legacy_signatures=kps_v2 == "legacy",
    )


def read_upstreams(path: Path) -> dict[str, Upstream]:
    """house → the road where it stands: {"registry": {"address": "https://…", "client_id": "…", "secret": "…"}}.

    No file: every house's tables are here. SettingsProblem for a file that others may read or that says something else.
    """
    if not path.exists():
        return {}
    if path.stat().st_mode & 0o077:
        raise SettingsProblem(f"{path} can be read by others; run: chmod 600 '{path}'")
    try:
        return {house: RestUpstream(**given) for house, given in json.loads(path.read_text("utf-8")).items()}
    except (ValueError, TypeError, AttributeError) as problem:
        raise SettingsProblem(f"{path} is not as docs/exchange.md says: {problem}") from problem
