from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from imece.core.uploads.content import Upload
from imece.core.uploads.errors import DAMAGED, EMPTY, PASSWORD_PROTECTED
from imece.core.uploads.package import check_package
from imece.core.uploads.template import UploadTemplate


def workbook_lines(upload: Upload, template: UploadTemplate) -> Iterator[tuple[int, Sequence[Any]]]:
    """The first visible sheet's rows with their Excel numbers; formulas give their last computed value."""
    check_package(upload, template.limits)
    try:
        with CalamineWorkbook.from_filelike(upload.file) as book:
            visible = [
                sheet.name for sheet in book.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible
            ]
            if not visible:
                raise EMPTY(name=upload.name)
            sheet = book.get_sheet_by_name(visible[0])
            first = sheet.start[0] if sheet.start else 0
            lines = sheet.to_python(skip_empty_area=True)
    except PasswordError as fault:
        raise PASSWORD_PROTECTED(name=upload.name) from fault
    except CalamineError as fault:
        raise DAMAGED(name=upload.name, detail=str(fault)[:80]) from fault
    yield from enumerate(lines, start=first + 1)
