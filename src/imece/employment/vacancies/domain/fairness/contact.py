"""Contact data in an announcement's text (P3.8): telephones, e-mail, links, accounts to pay to. They have fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from imece.core import turkish
from imece.core.remembering import remembered

EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,29}")
LINK = re.compile(
    r"(?:https?://|www\.)[^\s,;)]+|(?<![\w@.])(?!(?:asp|vb|ado|ml)\.net\b)[\w-]+(?:\.[\w-]+)*"
    r"\.(?:com|net|org|info|biz|io|me|gov|edu|tr|page|link|app)(?:\.tr)?(?:/[^\s,;)]*)?(?![\w.-]*\w)",
    re.IGNORECASE,
)
IBAN = re.compile(r"\bTR\s?\d{2}(?:\s?\d){22}\b", re.IGNORECASE)
SHORT_NUMBER = re.compile(r"(?<!\d)444[\s.-]?\d[\s.-]?\d{3}(?!\d)|(?<!\d)444[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)")
MOBILE = re.compile(r"(?<!\d)(?:\+?90)?[\s(.-]*0?[\s(.-]*5\d{2}[\s).-]*\d{3}[\s.-]*\d{2}[\s.-]*\d{2}(?!\d)")


@dataclass(frozen=True)
class ContactData:
    """`kind` is phone, email, link or iban; places are those of the text as typed."""

    kind: str
    place: str
    start: int
    end: int
    words: str


@remembered
def find_contact_data(text: str, *, place: str = "") -> list[ContactData]:
    """In the order of the text; of what overlaps the first kind found."""
    typed = turkish.normalize(text)
    found: list[ContactData] = []
    for kind, start, end in _all(typed):
        if not any(start < one.end and one.start < end for one in found):
            found.append(ContactData(kind, place, start, end, typed[start:end].strip()))
    return sorted(found, key=lambda one: one.start)


def _all(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, expression in (("iban", IBAN), ("email", EMAIL), ("link", LINK), ("email", HANDLE)):
        for match in expression.finditer(text):
            yield kind, *match.span()
    for number in phonenumbers.PhoneNumberMatcher(text, "TR"):
        yield "phone", number.start, number.end
    for expression in (MOBILE, SHORT_NUMBER):
        for match in expression.finditer(text):
            yield "phone", *match.span()
