"""`docs/glossary.md` names every model and every state of a workflow, and nothing that is gone."""

import re

from django.apps import apps

from imece.core.workflow.moves import TABLES
from tests.architecture.sources import DOCS, classes, table_rows

IDENTIFIER = re.compile(r"`(\w+)(?:\.(\w+))?`")


def _listed() -> set[str]:
    cells = " ".join(row[1] for row in table_rows(DOCS / "glossary.md"))
    return {".".join(filter(None, match.groups())) for match in IDENTIFIER.finditer(cells)}


def test_every_model_is_in_the_glossary() -> None:
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("imece.")}
    assert len(ours) > 15
    assert sorted(ours - _listed()) == []


def test_every_state_of_a_workflow_is_in_the_glossary() -> None:
    states = {f"{table.states.__name__}.{state.name}" for table in TABLES.values() for state in table.states}
    assert len(states) > 10
    assert sorted(states - _listed()) == []


def test_every_identifier_of_the_glossary_exists() -> None:
    known = classes()
    gone = []
    for name in _listed():
        owner, _, member = name.partition(".")
        if owner not in known or (member and member not in known[owner]):
            gone.append(name)
    assert sorted(gone) == []


def test_every_term_says_where_it_comes_from() -> None:
    rows = table_rows(DOCS / "glossary.md")
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
