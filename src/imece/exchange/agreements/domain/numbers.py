"""Numbers of applications and agreements, each drawn from a sequence: never given twice."""

from django.db import connection

from imece.exchange.agreements.enums import AgreementKind

PREFIXES = {AgreementKind.PROTOCOL: "PRT", AgreementKind.BILATERAL: "IKA"}


def _draw(sequence: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(%s)", [sequence])
        return int(cursor.fetchone()[0])


def next_application_number() -> str:
    return f"BSV-{_draw('agreements_application_number'):07d}"


def next_agreement_number(kind: str) -> str:
    return f"{PREFIXES[AgreementKind(kind)]}-{_draw('agreements_agreement_number'):07d}"
