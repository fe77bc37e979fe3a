"""Searching a whole dictionary goes by its index (P0.7)."""

from datetime import date
from pathlib import Path

import psycopg
from django.conf import settings

from imece.core.actor import Actor
from imece.reference.domain.importing import import_dictionary
from imece.reference.domain.queries import search_occupations
from tests.reference.test_importing import SOME, write_csv


def test_P0_7_searches_of_a_whole_dictionary_use_the_trigram_index(
    fresh_database: str, tmp_path: Path, system: Actor, today: date
) -> None:
    """As after the nightly upkeep: rows just written still wait to be put into the index, and a plan counts that."""
    import_dictionary(path=write_csv(tmp_path / "sozluk.csv", SOME), actor=system, today=today)
    owner = settings.INSTALLATION.url("owner").with_name(fresh_database)
    with psycopg.connect(str(owner), autocommit=True) as connection:
        connection.execute("vacuum analyze reference_occupation")
        connection.execute("set enable_seqscan = off")
        for condition in ("name_fold like '%sube 3%'", "name_fold %> 'subesi'"):
            plan = connection.execute(
                f"explain select 1 from reference_occupation where {condition}"
            ).fetchall()
            assert "occupation_name_trigrams" in "".join(row[0] for row in plan)
    assert len(search_occupations("sube 3", 5, on=today)) == 5
