"""XML rows: attributes or child elements of one repeated element, read as a stream (AIC-30, AIC-32)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from lxml import etree

from imece.core.uploads.content import Upload
from imece.core.uploads.errors import DAMAGED, HAS_ENTITIES, WRONG_TEMPLATE
from imece.core.uploads.template import UploadTemplate

PIECE = 64 * 1024


class _PrologueRead(Exception):
    pass


def markup_rows(upload: Upload, template: UploadTemplate) -> Iterator[dict[str, Any]]:
    """Cells by column name. The declared encoding is honoured; a DOCTYPE is refused before the reader
    starts.
    """
    _refuse_doctype(upload)
    elements = etree.iterparse(
        upload.file,
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    names = {column.xml_name or column.name: column.name for column in template.columns}
    row_count = 0
    try:
        for _event, element in elements:
            if local_name(element.tag) == template.xml_row:
                row_count += 1
                yield _cells(upload, template, names, element)
                _forget(element)
    except etree.XMLSyntaxError as fault:
        raise DAMAGED(name=upload.name, detail=str(fault)[:120]) from fault
    if row_count == 0:
        raise WRONG_TEMPLATE(name=upload.name, missing=f"<{template.xml_row}>", unknown="—")


def _cells(upload: Upload, template: UploadTemplate, names: dict[str, str], element: Any) -> dict[str, str]:
    given = {local_name(key): value for key, value in element.attrib.items()}
    given |= {local_name(child.tag): child.text or "" for child in element}
    unknown = [name for name in given if name not in names]
    if unknown:
        raise WRONG_TEMPLATE(name=upload.name, missing="—", unknown=", ".join(unknown)[:300])
    return {names[name]: value for name, value in given.items()}


def local_name(tag: Any) -> str:
    """The name without namespace or prefix, also of names lxml itself would refuse to take apart."""
    return str(tag).rpartition("}")[2].rpartition(":")[2]


def _forget(element: Any) -> None:
    """Rows already given out would otherwise stay in the tree, all of them."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _refuse_doctype(upload: Upload) -> None:
    """Expat reads up to the root element and no further: a DTD is met before anything in it could be
    expanded.
    """
    parser = expat.ParserCreate()

    def found_doctype(*_ignored: object) -> None:
        raise HAS_ENTITIES(name=upload.name)

    def found_root(*_ignored: object) -> None:
        raise _PrologueRead

    parser.StartDoctypeDeclHandler = found_doctype
    parser.StartElementHandler = found_root
    try:
        while piece := upload.file.read(PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except _PrologueRead:
        pass
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise DAMAGED(name=upload.name, detail=str(fault)[:120]) from fault
    finally:
        upload.file.seek(0)
