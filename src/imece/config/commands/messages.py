"""`./imece messages [--check]`: collect every interface text into its app's Turkish catalogue.

Python goes through babel, templates through Django's `templatize` first; no GNU gettext is needed. A translation that
is already there stays; a text that moved to another app takes its translation along; one that is gone is dropped.
Catalogues are sorted and carry neither dates nor line numbers, so a diff shows translations and nothing else.
"""

import argparse
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python

from imece.config.translations import SOURCE, compile_catalogues

CATALOGUE = Path("locale/tr/LC_MESSAGES/django.po")
HOME_OF_STRAYS = "core"  # texts outside every app (config) stand in the core's catalogue
KEYWORDS: dict[str, Any] = {  # babel's own type is as long as this table
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
METADATA = {
    "Language": "tr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",  # the same as Django's own, or it would not merge them
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*(?:[.:!][^{}]*)?\}")
Key = tuple[str, str]  # context, msgid


@dataclass
class Text:
    """One interface text of one app and the files it stands in."""

    context: str
    singular: str
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.context, self.singular


@dataclass(frozen=True)
class Fault:
    where: str
    text: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: «{self.text}»"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece messages", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail on a missing or stale entry"
    )
    options = parser.parse_args(arguments)
    if not options.check:
        write_catalogues()
        compile_catalogues()
    faults = catalogue_faults()
    print("\n".join(str(fault) for fault in faults) or "every text has its Turkish translation")
    return 1 if faults and options.check else 0


def extract_texts(source: Path = SOURCE) -> dict[Path, dict[Key, Text]]:
    """All texts by app folder."""
    apps = sorted((path.parent for path in source.rglob("apps.py")), key=lambda path: -len(path.parts))
    found: dict[Path, dict[Key, Text]] = {app: {} for app in apps}
    for path in _source_files(source):
        app = next((app for app in apps if app in path.parents), source / HOME_OF_STRAYS)
        for text in _texts_of(path):
            known = found.setdefault(app, {}).setdefault(text.key, text)
            known.plural = known.plural or text.plural
            known.files.add(path.relative_to(source).as_posix())
    return found


def _source_files(source: Path) -> Iterator[Path]:
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted(source.rglob(pattern)):
            in_templates = "templates" in path.parts or path.suffix == ".py"
            if in_templates and not {"migrations", "static", "locale"} & set(path.parts):
                yield path


def _texts_of(path: Path) -> Iterator[Text]:
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        code = _as_python(code, path)
    for _line, function, messages, _comments in extract_python(BytesIO(code.encode()), KEYWORDS, [], {}):
        yield from _text(str(function), messages if isinstance(messages, (list, tuple)) else (messages,))


def _as_python(template: str, path: Path) -> str:
    """Django's own rewriting of a template into calls; lines begin at the margin, or Python would see blocks."""
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(template, origin=str(path)).split("\n"))


def _text(function: str, arguments: Iterable[str | None]) -> Iterator[Text]:
    words = [word for word in arguments if isinstance(word, str)]
    context = words.pop(0) if "pgettext" in function and words else ""
    has_plural = function.startswith("n") and len(words) > 1
    if words and words[0]:
        yield Text(context, words[0], words[1] if has_plural else "")


def write_catalogues(source: Path = SOURCE) -> None:
    texts = extract_texts(source)
    known = {app: _read(app / CATALOGUE) for app in texts}
    elsewhere: dict[Key, polib.POEntry] = {
        key: entry for entries in known.values() for key, entry in entries.items()
    }
    for app, wanted in texts.items():
        if wanted or (app / CATALOGUE).exists():
            _write(app / CATALOGUE, wanted.values(), {**elsewhere, **known[app]})


def _read(path: Path) -> dict[Key, polib.POEntry]:
    if not path.exists():
        return {}
    entries: dict[Key, polib.POEntry] = {}
    for content in _sides(path):
        for entry in polib.pofile(content, encoding="utf-8"):
            key = entry.msgctxt or "", entry.msgid
            if not entry.obsolete and (entry.translated() or key not in entries):
                entries[key] = entry
    return entries


def _sides(path: Path) -> list[str]:
    """The file, or after an unfinished merge both of its sides: no conflict in a catalogue is solved by hand."""
    content = path.read_text(encoding="utf-8")
    if "\n<<<<<<< " not in f"\n{content}":
        return [content]
    show = ["git", "-C", str(path.parent), "show"]
    stages = [
        subprocess.run([*show, f":{stage}:./{path.name}"], capture_output=True, check=False)
        for stage in (3, 2)
    ]
    return [stage.stdout.decode() for stage in stages if stage.returncode == 0]


def _write(path: Path, texts: Iterable[Text], known: dict[Key, polib.POEntry]) -> None:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = METADATA
    for text in sorted(texts, key=lambda text: (text.singular, text.context)):
        catalogue.append(_entry(text, known.get(text.key)))
    path.parent.mkdir(parents=True, exist_ok=True)
    content = f"{catalogue}\n" if not str(catalogue).endswith("\n") else str(catalogue)
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def _entry(text: Text, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.singular, occurrences=[(file, "") for file in sorted(text.files)])
    entry.msgctxt = text.context or None
    entry.flags = _flags(text) + (["fuzzy"] if known and known.fuzzy else [])
    entry.tcomment = known.tcomment if known else ""
    if text.plural:
        entry.msgid_plural = text.plural
        before = dict(known.msgstr_plural) if known and known.msgstr_plural else {}
        single = known.msgstr if known else ""
        entry.msgstr_plural = {0: before.get(0, single), 1: before.get(1, single)}
    elif known:
        entry.msgstr = known.msgstr or known.msgstr_plural.get(0, "")
    return entry


def _flags(text: Text) -> list[str]:
    return ["python-format"] if re.search(r"%\(\w+\)[sd]|%[sd]", text.singular + text.plural) else []


def catalogue_faults(source: Path = SOURCE) -> list[Fault]:
    """What keeps the catalogues from being complete: stale, missing, fuzzy, a lost placeholder, two Turkish words."""
    faults: list[Fault] = []
    meanings: dict[Key, set[str]] = defaultdict(set)
    for app, wanted in sorted(extract_texts(source).items()):
        where = app.relative_to(source).as_posix()
        stored = _read(app / CATALOGUE)
        faults += [
            Fault(where, key[1], "not in the catalogue") for key in sorted(wanted.keys() - stored.keys())
        ]
        faults += [Fault(where, key[1], "no longer used") for key in sorted(stored.keys() - wanted.keys())]
        for key, entry in stored.items():
            faults += [Fault(where, entry.msgid, what) for what in _entry_faults(entry)]
            meanings[key].add(entry.msgstr or str(entry.msgstr_plural))
    for (_context, text), turkish in sorted(meanings.items()):
        if len(turkish - {"", "{}"}) > 1:
            words = " / ".join(sorted(turkish))
            faults.append(
                Fault("several apps", text, f"two translations ({words}); give one a context (pgettext)")
            )
    return faults


def _entry_faults(entry: polib.POEntry) -> Iterator[str]:
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield "fuzzy"
    if not all(text.strip() for text in translations):
        yield "no translation"
        return
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    for text in translations:
        given = set(PLACEHOLDER.findall(text))
        if given != wanted and not (
            entry.msgid_plural and given < wanted
        ):  # "one day" may leave the number out
            yield f"placeholders differ ({' '.join(sorted(wanted))})"
