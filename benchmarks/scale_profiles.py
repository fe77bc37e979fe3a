"""Synthetic profiles for measuring at national scale: numbers drawn, nobody real, nobody named.

Seven in ten are active, with two occupations each (2.9 million rows for two million people), one in ten names a further
province. Persons, profiles and what they seek go into PostgreSQL by COPY; the narrow rows are made from them by the
room's own statement, so that what is measured is what the page reads.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate

from django.db import connection

from imece.employment.matching.domain.rows import rebuild_rows
from imece.reference.enums import EducationLevel, LicenceClass
from imece.reference.models import Occupation, Province

SEED, ACTIVE, FURTHER_PLACE, OCCUPATIONS = 20261122, 0.7, 0.1, 500
LARGE = (34, 6, 35, 16, 7, 1, 42)
LICENCES = ("", "", "", "B", "B", "B", "C", "CE", "D", "A2")
STAGED = """create unlogged table staged_profile (key bigint, is_active boolean, birth_year int, birth_month int,
birth_day int, education text, province int, district text, licence text, nights boolean, travel boolean, wage int,
first int, first_months int, second int, second_months int, place int)"""
SOUGHT = """insert into jobseekers_soughtoccupation (job_seeker_id, occupation_id, experience_months)
select key, first, first_months from staged_profile
union all select key, second, second_months from staged_profile where second is not null"""
PLACES = """insert into jobseekers_soughtplace (job_seeker_id, province_id)
select key, place from staged_profile where place is not null and place <> province"""
TABLES = (
    "matching_seekerrow", "jobseekers_soughtplace", "jobseekers_soughtoccupation", "jobseekers_jobseeker",
    "accounts_person",
)  # fmt: skip
Say = Callable[[str], None]


@contextmanager
def timed(say: Say, what: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    say(f"  {what:<52}{time.monotonic() - began:8.1f} s")


class ProfileWorld:
    """What is drawn from; few provinces and occupations hold the most people, as in life."""

    def __init__(self) -> None:
        self.dice = random.Random(SEED)
        self.occupations = [*Occupation.objects.order_by("code").values_list("pk", flat=True)[:OCCUPATIONS]]
        codes = [*Province.objects.order_by("code").values_list("pk", flat=True)]
        self.provinces = [*LARGE, *(code for code in codes if code not in LARGE)]
        self.occupation_weights = falling(len(self.occupations), 0.5)
        self.province_weights = falling(len(self.provinces), 0.9)

    def occupation(self, dice: random.Random) -> int:
        return dice.choices(self.occupations, cum_weights=self.occupation_weights)[0]

    def province(self, dice: random.Random) -> int:
        return dice.choices(self.provinces, cum_weights=self.province_weights)[0]

    def rows(self, count: int) -> Iterator[tuple[object, ...]]:
        dice, levels = self.dice, EducationLevel.values
        for key in range(1, count + 1):
            province, first = self.province(dice), self.occupation(dice)
            second = self.occupation(dice)
            yield (
                key, dice.random() < ACTIVE, 1960 + int(dice.random() * 48), 1 + int(dice.random() * 12),
                1 + int(dice.random() * 28), levels[int(dice.triangular(0, 8.99, 4))], province,
                f"{province:02}-01", dice.choice(LICENCES), dice.random() < 0.8, dice.random() < 0.8,
                28_000 + 500 * int(dice.random() * 60), first, int(dice.expovariate(1 / 36)) % 400,
                second if second != first else None, int(dice.expovariate(1 / 24)) % 400,
                self.province(dice) if dice.random() < FURTHER_PLACE else None,
            )  # fmt: skip


def falling(count: int, slope: float) -> list[float]:
    """Cumulative weights 1, 1/2^slope, 1/3^slope …"""
    return [*accumulate(1 / place**slope for place in range(1, count + 1))]


def load_profiles(world: ProfileWorld, count: int, say: Say) -> int:
    """Into a throw-away database; its triggers sleep meanwhile, they have their own tests. Returns narrow rows."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(f"truncate {', '.join(TABLES)} cascade")
        cursor.execute(STAGED)
        with timed(say, "profiles drawn and copied"), cursor.copy("copy staged_profile from stdin") as copy:
            for row in world.rows(count):
                copy.write_row(row)
        with timed(say, "persons, profiles, what they seek"):
            cursor.execute(_persons())
            cursor.execute(_profiles())
            cursor.execute(SOUGHT)
            cursor.execute(PLACES)
        cursor.execute("drop table staged_profile")
        for table in TABLES[1:]:
            cursor.execute(f"analyze {table}")
        with timed(say, "narrow rows by the room's own statement"):
            rebuild_rows()
        with timed(say, "vacuum and statistics"):
            cursor.execute("vacuum (analyze) matching_seekerrow")
        cursor.execute("set session_replication_role = origin")
        cursor.execute("select count(*) from matching_seekerrow")
        return int(cursor.fetchone()[0])


def _persons() -> str:
    given = {
        "id": "key", "national_id": "(10000000000 + key)::text", "given_names": "'Ölçüm'", "surname": "'Kişisi'",
        "notice_channel": "'email'", "language": "'tr'", "created_at": "now()", "is_active": "true", "password": "'!'",
    }  # fmt: skip
    return _insert("accounts_person", given)


def _profiles() -> str:
    classes = "{" + ",".join(LicenceClass.values) + "}"
    given = {
        "id": "key", "person_id": "key", "is_active": "is_active", "birth_year": "birth_year",
        "birth_month": "birth_month", "birth_day": "birth_day", "education": "education", "province_id": "province",
        "district_id": "district", "accepts_nights": "nights", "accepts_travel": "travel",
        "lowest_wage_amount": "wage", "version": "1", "changed_at": "now()",
        "licence_classes": f"case when licence = any('{classes}'::text[]) then array[licence] else '{{}}' end",
    }  # fmt: skip
    return _insert("jobseekers_jobseeker", given)


def _insert(table: str, given: dict[str, str]) -> str:
    """Every column of the table: from the drawn row, else the empty value of its type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, data_type, is_nullable = 'YES' from information_schema.columns"
            " where table_name = %s and is_generated = 'NEVER' order by ordinal_position",
            [table],
        )
        columns = cursor.fetchall()
    names = ", ".join(name for name, _kind, _null in columns)
    values = ", ".join(given.get(name) or _empty(kind, null) for name, kind, null in columns)
    return f"insert into {table} ({names}) select {values} from staged_profile"


def _empty(kind: str, may_be_null: bool) -> str:
    if may_be_null:
        return "null"
    return {"boolean": "false", "ARRAY": "'{}'", "bytea": "''::bytea", "integer": "0"}.get(kind, "''")
