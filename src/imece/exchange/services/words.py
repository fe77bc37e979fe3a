"""Both languages of a title. Definitions carry them in one: "Soyad / Surname"."""

from imece.exchange.contract import Field, Service

SEPARATOR = " / "


def words_in(text: str, language: str) -> str:
    """The part in this language (`tr`, `en`); a text in one language serves both."""
    turkish, _slash, english = text.partition(SEPARATOR)
    return english or turkish if language.startswith("en") else turkish


def described_fields(service: Service) -> tuple[Field, ...]:
    """The fields of the answer with the columns of its lists after them, as the Ek-1 lists them."""
    return tuple(one for field in service.fields for one in (field, *field.records))
