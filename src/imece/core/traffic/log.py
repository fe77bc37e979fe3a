"""The traffic log (KVK-12): one line a request in the day's file, where the service must keep one (5651 md. 5).

    2026-11-22T19:36:09.123Z 192.0.2.7 GET /isveren/isyerleri/ 200 5123

UTC, the caller's address, the method, the path without its query, the answer's state and its length in bytes (`-`
where it is not known beforehand). Off unless IMECE_TRAFFIC_LOG is true: whether 5651 applies is a lawyer's answer.
"""

import os
import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from imece.core.turkish import mask_number
from imece.core.web.requests import ActorRequest

NUMBERS = re.compile(r"[0-9]{11,}")
"""Eleven digits are a person's; longer numbers (MERSİS, SGK) may hold them."""
LONGEST_PATH = 1000


def traffic_folder() -> Path:
    folder: Path = settings.HOME / "traffic"
    return folder


def file_of(day: date) -> Path:
    return traffic_folder() / f"{day:%Y-%m-%d}.log"


def days_with_files() -> list[date]:
    """Oldest first."""
    return sorted(date.fromisoformat(path.stem) for path in traffic_folder().glob("????-??-??.log"))


def write_line(request: ActorRequest, response: HttpResponseBase, at: datetime) -> None:
    """At the end of the day's file, by one write: so the kernel keeps the lines of several processes apart."""
    parts = (
        f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
        quote(request.client_address, safe=":."),
        quote(request.method or "-")[:20],
        _shown_path(request),
        str(response.status_code),
        _length(response),
    )
    line = (" ".join(parts) + "\n").encode("ascii")
    descriptor = os.open(file_of(at.date()), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(descriptor, line) != len(line):
            raise OSError("a line of the traffic log is cut short")
    finally:
        os.close(descriptor)


def _shown_path(request: ActorRequest) -> str:
    """Without what opens something (the token of a feed) and without whole numbers of people."""
    path = request.path
    if request.resolver_match and (token := request.resolver_match.kwargs.get("token")):
        path = path.replace(str(token), "***")
    return NUMBERS.sub(lambda found: mask_number(found[0]), quote(path, safe="/*"))[:LONGEST_PATH]


def _length(response: HttpResponseBase) -> str:
    return (
        str(len(response.content))
        if isinstance(response, HttpResponse)
        else response.get("Content-Length", "-")
    )
