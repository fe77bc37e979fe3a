"""The SGK feed: CAN-03, P3.6. Real files through the real gate; nothing is confirmed without person and workplace."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from imece.core.actor import system_actor
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from tests.cast import Cast
from tests.core.uploads.files import workbook
from tests.employment.main_job import AFTER_INTERVIEW, make_candidate, make_vacancy
from tests.employment.selection.test_steps import take_to

pytestmark = pytest.mark.django_db
HEADER = ("T.C. Kimlik No", "İşyeri No", "İşe Giriş Tarihi")
SENT_ON = AFTER_INTERVIEW.date()
SGK_NUMBER = "52064080866666660066574000"


@pytest.fixture
def candidate(cast: Cast) -> Candidate:
    made = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    take_to(made, CandidateState.REPORTED, cast)
    return made


def feed(tmp_path: Path, *lines: tuple[object, ...], as_csv: bool = False) -> str:
    path = tmp_path / ("entries.csv" if as_csv else "entries.xlsx")
    if as_csv:
        text = "\n".join(";".join(str(cell) for cell in line) for line in (HEADER, *lines))
        path.write_text(text, encoding="utf-8")
    else:
        path.write_bytes(workbook((HEADER, *lines)))
    output = StringIO()
    call_command("import_insurance_entries", str(path), stdout=output)
    return output.getvalue()


def line(candidate: Candidate, day: date = SENT_ON, **changes: str) -> tuple[str, str, str]:
    person = changes.get("person", candidate.job_seeker.person.national_id)
    workplace = changes.get("workplace", candidate.round.organisation.number)
    return person, workplace, day.strftime("%d.%m.%Y")


@pytest.mark.parametrize("as_csv", [False, True], ids=["xlsx", "csv"])
@pytest.mark.parametrize("by", ["iskur", "sgk"])
def test_can_03_an_entry_confirms_the_reported_placement(
    cast: Cast, candidate: Candidate, tmp_path: Path, by: str, as_csv: bool
) -> None:
    with acting(system_actor("test")):
        cast.workplace.sgk_number = SGK_NUMBER
        cast.workplace.save()
    workplace = SGK_NUMBER if by == "sgk" else candidate.round.organisation.number
    said = feed(tmp_path, line(candidate, workplace=workplace), as_csv=as_csv)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.started_on) == (CandidateState.PLACED, SENT_ON)
    assert f"row 2: confirmed: {candidate.round.number}" in said


def test_can_03_a_sent_candidate_is_confirmed_without_the_employers_report(
    cast: Cast, tmp_path: Path
) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    take_to(candidate, CandidateState.SENT, cast)
    assert "row 2: confirmed" in feed(tmp_path, line(candidate))


def test_a_second_run_changes_nothing(candidate: Candidate, tmp_path: Path) -> None:
    feed(tmp_path, line(candidate))
    moves = AuditRecord.objects.filter(action__startswith="candidate").count()
    said = feed(tmp_path, line(candidate))
    assert "row 2: already confirmed" in said
    assert AuditRecord.objects.filter(action__startswith="candidate").count() == moves


def test_one_entry_confirms_one_of_two_candidacies(cast: Cast, candidate: Candidate, tmp_path: Path) -> None:
    """Two vacancies of the same workplace: repeating the file does not confirm the other one."""
    from imece.employment.vacancies.domain.apply import apply_to_vacancy
    from tests.cast import actor_of
    from tests.employment.main_job import NOW

    other = apply_to_vacancy(
        vacancy=make_vacancy(cast.manager, cast.workplace, title="İkinci istem"),
        profile=candidate.job_seeker,
        actor=actor_of(cast.seeker),
        now=NOW,
    )
    take_to(other, CandidateState.REPORTED, cast)
    feed(tmp_path, line(candidate))
    feed(tmp_path, line(candidate))
    states = sorted(Candidate.objects.values_list("state", flat=True))
    assert states == sorted([CandidateState.PLACED, CandidateState.REPORTED])


@pytest.mark.parametrize(
    "changes, day, said",
    [
        ({}, SENT_ON - timedelta(days=1), "row 2: too early"),
        ({"workplace": "other"}, SENT_ON, "row 2: not found"),
        ({"person": "other"}, SENT_ON, "row 2: not found"),
    ],
    ids=["before the send-off", "another workplace", "another person"],
)
def test_can_03_nothing_else_confirms(
    cast: Cast, candidate: Candidate, tmp_path: Path, changes: dict[str, str], day: date, said: str
) -> None:
    numbers = {"workplace": cast.other_workplace.number, "person": cast.other_seeker.national_id}
    entry = line(candidate, day, **{name: numbers[name] for name in changes})
    assert said in feed(tmp_path, entry)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.REPORTED


def test_a_malformed_row_is_named_and_the_others_are_taken(candidate: Candidate, tmp_path: Path) -> None:
    wrong = ("12345678901", candidate.round.organisation.number, "35.13.2026")
    said = feed(tmp_path, wrong, line(candidate))
    assert said.count("row 2: malformed") == 2
    assert "row 3: confirmed" in said
    record = AuditRecord.objects.get(action="selection.insurance_entries_read")
    assert (record.details["confirmed"], record.details["malformed"]) == (1, 1)
    assert candidate.job_seeker.person.national_id not in said


def test_a_file_that_is_no_table_is_refused_with_its_code(tmp_path: Path, db: None) -> None:
    (tmp_path / "entries.xlsx").write_bytes(b"%PDF-1.7 not a table")
    with pytest.raises(CommandError, match="UPL-"):
        call_command("import_insurance_entries", str(tmp_path / "entries.xlsx"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_insurance_entries", str(tmp_path / "nothing.xlsx"))
