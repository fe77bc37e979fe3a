"""KPS-10: the administrative and the technical user are named exactly as in the register."""

from imece.accounts.public import person_by_number
from imece.core.turkish import normalize, upper
from imece.exchange.parties.domain.errors import OTHER_NAME


def check_name(national_id: str, name: str, *, field: str = "name") -> None:
    """Raises PTY-008. Whoever has an account has his name from the register; for the others the desk compares.

    The register's own spelling is not told: who types a number learns no name by it. Case and blanks do not count.
    """
    person = person_by_number(national_id)
    if person is not None and _plain(person.full_name) != _plain(name):
        raise OTHER_NAME(name=name, field=field)


def _plain(name: str) -> str:
    return " ".join(upper(normalize(name)).split())
