"""The road's gateway, assembled: what it may know of this installation, taken from environment and secrets file."""

from urllib.parse import quote

from imece.config.database import TIMEOUTS, Installation
from imece.config.environment import Environment
from imece.exchange.gateway.settings import GatewaySettings

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
        shards=shards,
        proxies=frozenset(environment.names("IMECE_EXCHANGE_PROXIES")),
        takes_over=takes_over,
        address=exchange_url(environment),
        serves_kps_v2=kps_v2 != "off",
        takes_legacy_signatures=kps_v2 == "legacy",
    )
