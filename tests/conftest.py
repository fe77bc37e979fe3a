"""One PostgreSQL cluster a run, one migrated template database, one clone a worker; the tests meet it as `imece_web`.

Running as the web role, not as the owner, makes a forgotten privilege fail here. A test that needs commits (a live
server, a worker, a trigger at commit) asks for `fresh_database`: its own clone, thrown away after, because an
append-only table cannot be truncated.
"""

import gc
import os
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

from tests.cast import cast  # noqa: F401  a fixture for everybody

if TYPE_CHECKING:  # the settings are not read before pytest has configured
    from imece.core.postgres import Cluster

os.environ.setdefault("IMECE_MODE", "test")
TEMPLATE = "imece_template"


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("IMECE_MODE") != "test":
        pytest.exit(
            "run the tests with ./imece test: it gives the run a data folder of its own", returncode=2
        )


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is imported and collected stays to the end: looking for rubbish among it costs a fifth of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _no_road() -> None:
    """Houses ask within the process: what a test makes is not committed, so no gateway could answer about it."""
    from django.conf import settings

    settings.EXCHANGE_ROAD = "tests.exchange.in_process.over_database"


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """A request leaves its language behind in the thread; each test begins with the platform's own."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


def _cluster() -> "Cluster":
    from django.conf import settings

    from imece.core.postgres import Cluster

    return Cluster(
        settings.HOME / "postgres", settings.INSTALLATION.secrets["owner_password"], throwaway=True
    )


@pytest.fixture(scope="session")
def cluster() -> "Iterator[Cluster]":
    """The server, shared by the run's processes; the last one out stops it."""
    cluster = _cluster()
    with cluster.running():
        yield cluster


@pytest.fixture(scope="session")
def template_database(cluster: "Cluster", django_db_blocker: DjangoDbBlocker) -> str:
    """Migrated once a run, with reference data; a lock lets the other workers wait for the first."""
    import fcntl

    with (cluster.folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (cluster.folder / "template.ready").exists():
            with django_db_blocker.unblock():
                _build_template(cluster)
            (cluster.folder / "template.ready").touch()
    return TEMPLATE


def _build_template(cluster: "Cluster") -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from imece.core.database.roles import set_up_roles

    cluster.create_database(TEMPLATE)
    with _ConnectedTo(TEMPLATE, role="owner"):
        call_command("migrate", verbosity=0, interactive=False)
        set_up_roles(settings.INSTALLATION.secrets)
        call_command("load_reference", verbosity=0)
    connections["default"].close()


class _ConnectedTo:
    """Point Django's default connection at one database in one role, for a while."""

    def __init__(self, name: str, role: str = "web") -> None:
        self.name, self.role = name, role

    def __enter__(self) -> None:
        from django.conf import settings
        from django.db import connections

        url = settings.INSTALLATION.url(self.role)
        connection = connections["default"]
        connection.close()
        self.before = dict(connection.settings_dict)
        connection.settings_dict.update(NAME=self.name, USER=url.user, PASSWORD=url.password)

    def __exit__(self, *problem: object) -> None:
        from django.db import connections

        connections["default"].close()
        connections["default"].settings_dict.clear()
        connections["default"].settings_dict.update(self.before)


def _clone(cluster: "Cluster", template: str) -> str:
    name = f"test_{uuid.uuid4().hex[:12]}"
    cluster.create_database(name, template)
    return name


def _drop(cluster: "Cluster", name: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(str(cluster.url("postgres")), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_blocker: DjangoDbBlocker, cluster: "Cluster", template_database: str
) -> Iterator[None]:
    """pytest-django's own set-up, replaced: each process gets a clone of the template."""
    with django_db_blocker.unblock():
        name = _clone(cluster, template_database)
        with _ConnectedTo(name):
            yield
        _drop(cluster, name)


@pytest.fixture
def fresh_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, cluster: "Cluster", template_database: str
) -> Iterator[str]:
    """A clone of its own, where commits are real."""
    with django_db_blocker.unblock():
        name = _clone(cluster, template_database)
        with _ConnectedTo(name):
            yield name
        _drop(cluster, name)
