"""Turkish-folded text that remembers where each letter stood, so that a hit can show the words as typed."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from imece.core import turkish

# Quotes, and Cyrillic letters that look Latin.
ALIKE = str.maketrans("’‘ʼ´`ʹавекмнорстухі", "''''''abekmhopctyxi")
SENTENCE_END = re.compile(r"[!?;\n\r\u2022]|(?<!\d)\.|\.(?!\d)")  # a point in 1.75 ends none
SHORT = 4
LETTER = "a-z0134@"
LOOK = str.maketrans("0134@", "oieaa")
# b a y a n, B.A.Y.A.N. | ba.yan, b4yan. Brackets and strokes hide nothing: (fe)male, wo/man.
APART = re.compile(
    rf"(?<![a-z0-9])(?:[{LETTER}](?P<gap>[^a-z0-9@]{{1,6}})[{LETTER}](?P=gap)[{LETTER}]"
    rf"(?:(?:(?P=gap)[{LETTER}])+(?:(?P=gap)(?![a-z0-9]))?)?"
    rf"|(?=[a-z]*[-._*'~·0134@])[{LETTER}]++(?:[-._*'~·]{{1,2}}+[{LETTER}]++)*+)(?![a-z0-9])"
)


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
        first = self._begins[bisect_right(self._begins, start) - 1]
        after = self._begins[bisect_right(self._begins, end) :]
        last = after[0] - 1 if after else len(self.text)
        return " ".join(self.text[first:last].split())

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *(match.end() for match in SENTENCE_END.finditer(self.text))]


def fold_text(typed: str) -> Folded:
    """Fold letter by letter; soft hyphens, zero-width letters, loose accents and Cyrillic letters hide nothing."""
    typed = turkish.normalize(typed)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(typed):
        for plain in _plain(letter):
            letters.append(plain)
            places.append(place)
    return Folded(typed, "".join(letters), tuple(places))


def mend_words(folded: Folded, guarded: re.Pattern[str]) -> Folded:
    """Words of the list are whole again where their letters stood apart or others stood for them; all else stays."""
    letters = list(folded.text)
    for run in APART.finditer(folded.text):
        places = [place for place in range(*run.span()) if re.match(rf"[{LETTER}]", letters[place])]
        read, at = "".join(letters[place] for place in places).translate(LOOK), 0
        while word := guarded.match(read, at):
            at = word.end()
            first, last = places[word.start()], places[word.end(1) - 1] + 1
            if folded.text[first:last] == word[1] or (len(word[1]) < SHORT and not run["gap"]):
                continue  # whole already, or as likely a code: B4Y, BA-Y
            until = run.end() if at == len(read) else places[at - 1] + 1
            letters[first:until] = [""] * (until - first)
            for place, letter in zip(places[word.start() : at], word[0], strict=True):
                letters[place] = letter
    kept = (place for place, letter in zip(folded.places, letters, strict=True) if letter)
    return Folded(folded.typed, "".join(letters), tuple(kept))


@lru_cache(maxsize=1024)
def _plain(letter: str) -> str:
    if letter.isascii():
        return turkish.fold(letter).translate(ALIKE)
    if unicodedata.category(letter) in {"Cf", "Mn"}:
        return ""
    if letter.isspace() and letter != "\n":
        return " "
    return turkish.fold(unicodedata.normalize("NFKC", letter)).translate(ALIKE)
