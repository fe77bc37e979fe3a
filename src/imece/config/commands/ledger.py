"""`./imece ledger export | verify | prove | consistency`: verify runs without database and without Django."""

import argparse
import sys
import time
from pathlib import Path

from imece.exchange.ledger.notes import BadNote, read_verifiers
from imece.exchange.ledger.verifier import Tampered, verify


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["verify"]:
        from imece.__main__ import manage

        return manage(["ledger", *arguments])
    parser = argparse.ArgumentParser(
        prog="./imece ledger verify", description="Check an exported log, row by row."
    )
    parser.add_argument("folder", type=Path, help="the log's folder, with `checkpoint` and `tile`")
    parser.add_argument("--key", type=Path, required=True, help="file of verifier keys, one a line")
    options = parser.parse_args(arguments[1:])
    began = time.monotonic()
    try:
        report = verify(options.folder, read_verifiers(options.key.read_text(encoding="utf-8")))
    except (Tampered, BadNote, OSError) as problem:
        print(f"NOT GOOD: {problem}", file=sys.stderr)
        return 1
    seconds = time.monotonic() - began
    print(
        f"good: {report.origin}, {report.size} rows of {report.institutions} institutions under root"
        f" {report.root.hex()}, {report.checkpoints} signed states, {seconds:.1f} s"
    )
    return 0
