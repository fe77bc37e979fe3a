"""Turkish text: the only place where letters are cased, folded, sorted and stemmed.

Python's own ``upper``/``lower`` and PostgreSQL's know nothing of ı/I and i/İ (TR-01), so nobody else calls
them on Turkish text; ``tools/lint_turkish.py`` holds that line. The tables below are the one truth: the
Python functions use them, and ``SQL_FUNCTIONS`` is written out from them, so a value folded in a form and a
column folded in an index are always equal.

Text is normalised once, where it enters (``normalize``, TR-05). ``lower``, ``upper``, ``fold`` and
``sort_key`` expect that and do not repeat it; all the others take raw text.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest
from typing import Final

# ------------------------------------------------------------------------------------------ the tables
# Pairs of strings, position by position. A source letter beyond the end of its target is deleted, as in SQL.

LOWER_FIRST: Final = ("IİΣ", "ıiσ")
"""TR-01, put before lower-casing. Σ too: Python alone writes a final sigma as ς."""

UPPER_FIRST: Final = ("iı", "İI")
"""TR-01, put before upper-casing."""

FOLD: Final = ("ıçğöşüâîûșțţ\u0302\u0306\u0307\u0308\u0326\u0327", "icgosuaiustt")
"""TR-03, put after lower-casing. The marks at the end take a letter apart that came decomposed."""

SORT_ORDER: Final = ("abcçdefgğhıijklmnoöpqrsştuüvwxyzâîû", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefALZ")
"""TR-06: the alphabet's places as ASCII letters in byte order; â î û share the place of a i u."""

NORMAL_FORM: Final = {"ș": "ş", "Ș": "Ş", "ț": "t", "Ț": "T", "ţ": "t", "Ţ": "T", "i\u0307": "i"}
"""TR-05: Romanian letters in the place of ş and t, and the dot that Python's lower leaves on ``İ``."""

PDF_DAMAGE: Final = {"Ġ": "İ", "Ģ": "ş", "ġ": "Ş"}
"""TR-08: what a faulty font encoding made of the letters on the right."""


def _steps(pair: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip_longest(*pair, fillvalue=""))


def _replace(text: str, steps: tuple[tuple[str, str], ...]) -> str:
    """``str.translate``, many times faster beyond ASCII; no step's result is a later step's source."""
    for source, target in steps:
        text = text.replace(source, target)
    return text


_LOWER_FIRST = _steps(LOWER_FIRST)
_UPPER_FIRST = _steps(UPPER_FIRST)
_FOLD = _steps(FOLD)
_NORMAL_FORM = tuple(NORMAL_FORM.items())
_SORT_ORDER = str.maketrans(*SORT_ORDER)


# ------------------------------------------------------------------------------------------ letters
def normalize(text: str) -> str:
    """NFC, with Romanian ș ț as ş t (TR-05). ``I`` + U+0307 becomes ``İ``; a stray dot above ``i`` goes."""
    if text.isascii():
        return text  # nothing of it is in a table: most cells of a file
    return _replace(unicodedata.normalize("NFC", text), _NORMAL_FORM)


def lower(text: str) -> str:
    """Lower case with I→ı and İ→i (TR-01); the length never changes."""
    return _replace(text, _LOWER_FIRST).lower()


def upper(text: str) -> str:
    """Upper case with i→İ and ı→I (TR-01); the length never changes, so ß stays ß as in SQL."""
    prepared = _replace(text, _UPPER_FIRST)
    raised = prepared.upper()
    if len(raised) == len(prepared):
        return raised
    return "".join(one if len(one.upper()) > 1 else one.upper() for one in prepared)


def fold(text: str) -> str:
    """Search form, without case and accents (TR-03): İŞÇİ, işçi, ISCI and isci are one."""
    if text.isascii():
        return text.lower()  # I → ı → i
    return _replace(lower(text), _FOLD)


def sort_key(text: str) -> str:
    """Key whose plain order is the Turkish alphabet's (TR-06). Break ties by the text itself."""
    return lower(text).translate(_SORT_ORDER)


def repair_pdf_damage(text: str) -> str:
    """Undo the font slip Ġ→İ, Ģ→ş, ġ→Ş of old PDF exports, at import only (TR-08).

    Each kind is repaired only where its right letter occurs nowhere in ``text``: beside a right one the odd
    letter may be meant (Maltese, Latvian). That also makes a second run change nothing. Give whole files:
    a single word seldom holds enough to judge by.
    """
    damage = {ord(wrong): right for wrong, right in PDF_DAMAGE.items() if right not in text}
    return text.translate(damage)


# ------------------------------------------------------------------------------------------ names
_NAME_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def capitalize_words(text: str) -> str:
    """Names and titles as written in Turkish: ``IŞIK ÇELİK-inan`` → ``Işık Çelik-İnan`` (TR-01).

    After an apostrophe the case ending stays small (Ankara'da); after one letter it is a name (D'Angelo).
    """
    return _NAME_PART.sub(lambda match: _capitalize_name(match[0]), normalize(text))


def _capitalize_name(word: str) -> str:
    if len(word) > 2 and word[1] in "'’":
        return upper(word[0]) + word[1] + _capitalize_name(word[2:])
    return upper(word[0]) + lower(word[1:])


def initials(name: str) -> str:
    """First letters of the first and the last name, upper case, for an avatar; empty for no name."""
    words = normalize(name).split()
    return upper("".join(word[0] for word in (words[:1] + words[1:][-1:])))


def mask_name(name: str) -> str:
    """``Ayşe Yılmaz`` → ``A*** Y*****`` for public pages (KVK-10)."""
    return " ".join(word[0] + "*" * (len(word) - 1) for word in normalize(name).split())


def mask_number(number: str) -> str:
    """``12345678945`` → ``123******45`` (KVK-10); up to six characters are hidden whole."""
    if len(number) <= 6:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def slug(text: str) -> str:
    """ASCII words joined by hyphens for a URL, ı kept as i (TR-04); empty without Latin letters or digits."""
    decomposed = unicodedata.normalize("NFKD", fold(normalize(text)))
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", letters)).strip("-")


# ------------------------------------------------------------------------------------------ words
_TOKEN = re.compile(r"([^\W_]+(?:\+\+|#)?)(?:(?<=[^\W_]{2})['’][^\W_]+)?")


def tokens(text: str) -> list[str]:
    """Folded words in order (TR-03). The ending after an apostrophe goes (İŞKUR'un → iskur); C++, C# stay."""
    return _TOKEN.findall(fold(normalize(text)))


def stems(text: str, stop_words: frozenset[str] = frozenset()) -> list[str]:
    """Stems of the words of ``text`` in order, for the search index and for queries alike."""
    return [stem(word, stop_words) for word in tokens(text)]


_SHORTEST_STEM = 4
_SHORTEST_KNOWN = 2
_SUFFIX = re.compile(  # on folded words: i is ı or i, u is u or ü; the leftmost match is the longest
    r"""(?:
      l[ae]r                                                 # plural
    | (?<=[aeiou])m[iu]z      | (?<=[^aeiou])[iu]m[iu]z      # our: atölyemiz-de, işyerimiz
    | l[iu][kg]                                              # -lik, softened before a vowel
    | (?<=[aeiou])n[iu]n      | (?<=[^aeiou])[iu]n           # genitive
    | (?<=[aeiou])[nsy][iu]   | (?<=[^aeiou])[iu]            # accusative, possessive
    | (?<=[aeiou])[ny][ae]    | (?<=[^aeiou])[ae]            # dative
    | (?<=[fstkchp])t[ae]n?   | (?<=[^fstkchp])d[ae]n? | (?<=[iu])nd[ae]n?   # locative, ablative
    | (?<=[aeiou])yl[ae]      | (?<=[^aeiou])l[ae]           # instrumental
    | (?<=[aeiou])[ns]                                       # what is n or s of the word, what of the ending,
    )$""",  # nobody can tell (mühendis-i, aşçı-sı): both lose it, so both forms meet
    re.VERBOSE,
)
_HARDEN = str.maketrans("bdg", "ptk")


@lru_cache(maxsize=50_000)
def stem(word: str, stop_words: frozenset[str] = frozenset()) -> str:
    """Light stem of one folded word: a key under which its inflected forms meet, seldom a word itself.

    Takes off plural, case, possessive and -lik endings until four letters are left, then hardens the last
    letter (kitab-ı, kitap). Stemming stops at a word of ``stop_words`` (folded; the occupation dictionary's),
    and only there may the stem be shorter (şef-i). Idempotent. Synonyms are not its business.
    """
    while word not in stop_words:
        if known := _known_word(word, stop_words):
            return known
        suffix = _SUFFIX.search(word, _SHORTEST_STEM)
        if suffix is None:
            return word if len(word) < _SHORTEST_STEM else _harden(word)
        word = word[: suffix.start()]
    return word


def _known_word(word: str, stop_words: frozenset[str]) -> str | None:
    """Stop word, hardened where needed, left when ``word`` loses its ending or a part; shortest cut first."""
    suffix = _SUFFIX.search(word, _SHORTEST_KNOWN) if stop_words else None
    if suffix is None:
        return None
    cuts = [word[:end] for end in range(len(word) - 1, suffix.start() - 1, -1)]
    return next((form for cut in cuts for form in (cut, _harden(cut)) if form in stop_words), None)


def _harden(word: str) -> str:
    return word[:-1] + word[-1].translate(_HARDEN)


# ------------------------------------------------------------------------------------------ the same in SQL
def _quoted(text: str) -> str:
    """SQL literal; combining marks as escapes, for they would sit on the letter before them."""
    escaped = "".join(f"\\{ord(one):04X}" if unicodedata.combining(one) else one for one in text)
    return f"U&'{escaped}'" if escaped != text else f"'{text}'"


def _translate(expression: str, pair: tuple[str, str]) -> str:
    return f"translate({expression}, {_quoted(pair[0])}, {_quoted(pair[1])})"


def _function(name: str, expression: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}(t text) RETURNS text\n"
        f"    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT\n"
        f"    RETURN {expression};\n"
    )


def _sql_functions() -> str:
    lowered = f"lower({_translate('t', LOWER_FIRST)} COLLATE pg_c_utf8)"
    raised = f"upper({_translate('t', UPPER_FIRST)} COLLATE pg_c_utf8)"
    return "\n".join(
        (
            _function("tr_lower", lowered),
            _function("tr_upper", raised),
            _function("tr_fold", _translate(lowered, FOLD)),
            _function("tr_key", f'{_translate(lowered, SORT_ORDER)} COLLATE "C"'),
        )
    )


SQL_FUNCTIONS: Final = _sql_functions()
"""``tr_lower``, ``tr_upper``, ``tr_fold`` and ``tr_key`` for a migration; equal to the functions above."""
