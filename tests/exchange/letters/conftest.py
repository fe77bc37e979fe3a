from typing import Any

import pytest

from imece.core.actor import Actor
from imece.exchange.letters.domain.write import Distribution, LetterText, write_letter
from imece.exchange.letters.models import Letter
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.letters.moments import WRITTEN


@pytest.fixture
def desk(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.technician, exchange_cast.head_institution)


@pytest.fixture
def bank_manager(exchange_cast: ExchangeCast) -> Actor:
    return actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)


@pytest.fixture
def text() -> LetterText:
    return LetterText(
        subject="Planlı bakım (deneme)",
        body="Bakım yapılacaktır.\n\nBilgilerinizi rica ederim.",
        signatory_title="Daire Başkanı",
        references=["01.01.2026 tarihli yazı", "Protokolün 6.8 inci maddesi"],
        attachments=["Takvim"],
        file_code="622.01",
        contact_name="Deneme Görevlisi",
        contact_phone="+903120000000",
    )


@pytest.fixture
def draft(exchange_cast: ExchangeCast, desk: Actor, text: LetterText) -> Letter:
    """From headquarters to the bank, for the municipality's information."""
    to: Any = Distribution([exchange_cast.bank.organisation], [exchange_cast.municipality.organisation])
    return write_letter(
        sender=exchange_cast.head_institution, text=text, distribution=to, actor=desk, now=WRITTEN
    )
