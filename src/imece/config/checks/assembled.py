"""Checks that need the application assembled: catalogues, migrations, state diagrams."""

from pathlib import Path

from imece.config.checks import SOURCE, relative


def translations() -> list[str]:
    from imece.config.commands.messages import catalogue_faults

    return [str(fault) for fault in catalogue_faults()]


def system() -> list[str]:
    """Django's own checks; a warning counts, or nobody would read it."""
    from django.core.checks import WARNING, run_checks

    return [str(message) for message in run_checks() if message.level >= WARNING]


def migrations() -> list[str]:
    """What makemigrations would make, found without a database."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState
    from django.utils import translation

    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("imece.")}
    with translation.override(
        None
    ):  # as makemigrations does: labels are compared as they stand in the source
        changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(
            loader.graph
        )
    faults = [f"{label}: two last migrations; merge them" for label in loader.detect_conflicts()]
    for label in sorted(ours & changes.keys()):
        for migration in changes[label]:
            faults += [
                f"{label}: no migration for: {operation.describe()}" for operation in migration.operations
            ]
    return faults


def diagrams() -> list[str]:
    """Every state machine is drawn in a room's README, as the code has it."""
    from imece.core.workflow.documentation import BEGIN
    from imece.core.workflow.moves import TABLES

    texts = {path: path.read_text(encoding="utf-8") for path in _readmes()}
    faults = [
        f"{relative(path)}: the states are not those of the code; ./imece check --fix"
        for path in _stale(texts)
    ]
    for name in sorted(TABLES):
        if not any(BEGIN.format(name=name) in text for text in texts.values()):
            faults.append(f"no README holds {BEGIN.format(name=name)} … <!-- /moves:{name} -->")
    return faults


def redraw_diagrams() -> list[Path]:
    """Write what `diagrams` calls stale; returns the files changed."""
    stale = _stale({path: path.read_text(encoding="utf-8") for path in _readmes()})
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8")
    return list(stale)


def _readmes() -> list[Path]:
    return sorted(SOURCE.rglob("README.md"))


def _stale(texts: dict[Path, str]) -> dict[Path, str]:
    from imece.core.workflow.documentation import replace_block
    from imece.core.workflow.moves import TABLES

    stale = {}
    for path, text in texts.items():
        fresh = text
        for table in TABLES.values():
            fresh = replace_block(fresh, table)
        if fresh != text:
            stale[path] = fresh
    return stale
