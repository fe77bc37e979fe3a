"""`./imece ledger …`: `verify` and `check-statement` need neither database nor Django; the rest does."""

import argparse
import os
import sys
import time
from pathlib import Path

from imece.exchange.ledger.daily import compare, open_statement, read_own
from imece.exchange.ledger.extracts import is_extract, verify_extract
from imece.exchange.ledger.notes import BadNote, read_verifiers
from imece.exchange.ledger.verifier import Tampered, verify

KEEPING = ("archive", "restore", "destroy")  # the archive's own role does these


def main(arguments: list[str]) -> int:
    alone = {"verify": verify_folder, "check-statement": check_statement}
    if arguments[:1] and arguments[0] in alone:
        return alone[arguments[0]](arguments[1:])
    from imece.__main__ import manage

    role = "archive" if arguments[:1] and arguments[0] in KEEPING else "worker"
    os.environ.setdefault("IMECE_DATABASE_ROLE", role)
    return manage(["ledger", *arguments])


def verify_folder(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./imece ledger verify", description="Check an exported log or extract, row by row."
    )
    parser.add_argument("folder", type=Path, help="the log's folder, with `checkpoint` and `tile`")
    parser.add_argument("--key", type=Path, required=True, help="file of verifier keys, one a line")
    options = parser.parse_args(arguments)
    check = verify_extract if is_extract(options.folder) else verify
    began = time.monotonic()
    try:
        report = check(options.folder, read_verifiers(options.key.read_text(encoding="utf-8")))
    except (Tampered, BadNote, OSError, UnicodeDecodeError) as problem:
        print(f"NOT GOOD: {problem}", file=sys.stderr)
        return 1
    seconds = time.monotonic() - began
    print(
        f"good: {report.origin}, {report.size} rows of {report.institutions} institutions under root"
        f" {report.root.hex()}, {report.checkpoints} signed states, {seconds:.1f} s"
    )
    return 0


def check_statement(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./imece ledger check-statement",
        description="Compare a signed daily statement with an institution's own log.",
    )
    parser.add_argument("statement", type=Path)
    parser.add_argument("--key", type=Path, required=True, help="file of verifier keys, one a line")
    parser.add_argument(
        "--own", type=Path, required=True, help="CSV with the column number, and service and outcome if kept"
    )
    options = parser.parse_args(arguments)
    try:
        verifiers = read_verifiers(options.key.read_text(encoding="utf-8"))
        statement = open_statement(options.statement.read_text(encoding="utf-8"), verifiers)
        with options.own.open(encoding="utf-8", newline="") as file:
            told = compare(statement, read_own(file))
    except (BadNote, OSError, ValueError) as problem:
        print(f"NOT GOOD: {problem}", file=sys.stderr)
        return 1
    for line in told:
        print(f"DIFFERS: {line}", file=sys.stderr)
    if not told:
        print(
            f"agrees: institution {statement.institution}, {statement.day},"
            f" numbers {statement.first} to {statement.last}"
        )
    return 1 if told else 0
