"""Turkish-folded text that remembers where each letter stood, so that a hit can show the words as typed."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from imece.core import turkish

QUOTES = str.maketrans(dict.fromkeys("’‘ʼ´`ʹ", "'"))
SENTENCE_ENDS = frozenset(".!?;\n\r\u2022")


@dataclass(frozen=True)
class Folded:
    """`text` is folded (TR-03) without invisible letters; `places[i]` is where its letter i stands in `typed`."""

    typed: str
    text: str
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> tuple[int, int, str]:
        """Where the folded span stands in the typed text, and its words there."""
        first, last = self.places[start], self.places[end - 1] + 1
        return first, last, self.typed[first:last]

    def sentence(self, start: int, end: int) -> str:
        """The folded sentence around a span: what an approval covers."""
        first = next((i + 1 for i in reversed(range(start)) if self._ends(i)), 0)
        last = next((i for i in range(end, len(self.text)) if self._ends(i)), len(self.text))
        return " ".join(self.text[first:last].split())

    def _ends(self, index: int) -> bool:
        """A point between two digits (1.75) ends no sentence."""
        letter = self.text[index]
        if letter not in SENTENCE_ENDS:
            return False
        around = self.text[max(index - 1, 0) : index + 2]
        return not (letter == "." and len(around) == 3 and around[0].isdigit() and around[2].isdigit())


def fold_text(typed: str) -> Folded:
    """Fold letter by letter; soft hyphens, zero-width letters and loose accents hide nothing."""
    typed = turkish.normalize(typed)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(typed):
        for plain in _plain(letter):
            letters.append(plain)
            places.append(place)
    return Folded(typed, "".join(letters), tuple(places))


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    if letter.isascii():
        return turkish.fold(letter).translate(QUOTES)
    if unicodedata.category(letter) in {"Cf", "Mn"}:
        return ""
    if letter.isspace() and letter != "\n":
        return " "
    return turkish.fold(unicodedata.normalize("NFKC", letter)).translate(QUOTES)
