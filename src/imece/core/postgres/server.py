"""Is the named server one we can use? Temporal keys, uuidv7() and the built-in collation need PostgreSQL 18."""

import psycopg

from imece.core.postgres.url import DatabaseUrl

OLDEST = 180000


class ServerProblem(Exception):
    """The server cannot be used; the message says why, and never holds the password."""


def require_supported_server(url: DatabaseUrl) -> str:
    """Its version, or ServerProblem when it cannot be reached or is too old."""
    try:
        with psycopg.connect(str(url), connect_timeout=10) as connection:
            number = connection.info.server_version
            version = connection.info.parameter_status("server_version") or str(number)
    except psycopg.Error as problem:
        words = " ".join(str(problem).split())
        raise ServerProblem(
            f"the database server at {url.host}:{url.port} cannot be used: {words}"
        ) from problem
    refuse_old(number, version, url)
    return version


def refuse_old(number: int, version: str, url: DatabaseUrl) -> None:
    """`number` as PostgreSQL gives it: 180003 is 18.3."""
    if number < OLDEST:
        raise ServerProblem(
            f"the server at {url.host}:{url.port} is PostgreSQL {version}; 18 or newer is needed. "
            "Upgrade it, or leave DATABASE_URL out and use the one İmece brings."
        )
