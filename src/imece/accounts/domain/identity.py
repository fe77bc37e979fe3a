"""Is the person who types also the one the register knows? Asked once, at membership; never answers more than that."""

from dataclasses import dataclass

from django.utils import timezone

from imece.accounts.domain.ports import ask_register
from imece.accounts.domain.problems import NOT_CONFIRMED
from imece.accounts.domain.register_answers import note_register_answer
from imece.core.actor import Actor
from imece.core.identity_numbers import check_person_number
from imece.core.turkish import fold, normalize


@dataclass(frozen=True)
class Identity:
    """A person as the register writes him. `surname` may be empty (ID-10).

    `former_number`: typed, but replaced by `national_id` when he became a citizen (ID-07).
    """

    national_id: str
    given_names: str
    surname: str
    birth_year: int
    former_number: str = ""


def confirm_identity(
    *,
    national_id: str,
    given_names: str,
    surname: str,
    birth_year: int,
    purpose: str,
    file: str,
    actor: Actor,
) -> Identity:
    """Compare with the register, by Turkish folding. Raises ACC-011, the same whatever did not agree or is missing."""
    number = check_person_number(national_id)
    if not number.is_valid:
        raise NOT_CONFIRMED()
    facts = ask_register(number.value, purpose=purpose, file=file, actor=actor)
    typed = (same_name(given_names), same_name(surname), birth_year)
    if facts is None or not facts["is_alive"]:
        note_register_answer(number.value, facts, actor=actor, now=timezone.now())
        raise NOT_CONFIRMED()
    known = (same_name(facts["given_names"]), same_name(facts["surname"] or ""), facts["birth_year"])
    if typed != known:
        raise NOT_CONFIRMED()
    note_register_answer(number.value, facts, actor=actor, now=timezone.now())
    gained = facts.get("gained_number") or ""
    has_new = bool(gained) and gained != number.value and check_person_number(gained).is_valid
    return Identity(
        gained if has_new else number.value,
        facts["given_names"],
        facts["surname"] or "",
        facts["birth_year"],
        number.value if has_new else "",
    )


def same_name(name: str) -> str:
    """The form in which names are compared: case, accents and the number of blanks do not count (TR-03)."""
    return " ".join(fold(normalize(name)).split())
