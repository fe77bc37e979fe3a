"""`./imece check [--fix] [NAME …]`: everything about the code that needs no running platform. Fails if anything does.

--fix rewrites what can be written by a program: imports' order and the like (ruff), the state diagrams.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from imece.config.checks import ROOT, Check, assembled, licences, programs, structure
from imece.config.checks.sizes import size_table
from imece.config.commands.testing import keep_bytecode

CHECKS = (
    Check("lint", programs.lint),
    Check("types", programs.types),
    Check("imports", programs.imports),
    Check("turkish", programs.turkish_casing),
    Check("doors", structure.doors),
    Check("rooms", structure.rooms_in_contracts),
    Check("pages", structure.queries_in_pages),
    Check("coverage", structure.spec_coverage),
    Check("translations", assembled.translations),
    Check("migrations", assembled.migrations),
    Check("system", assembled.system),
    Check("diagrams", assembled.diagrams),
    Check("licences", licences.licences),
)
SHOWN = 40  # faults of one check


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece check", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(check.name for check in CHECKS))
    parser.add_argument("--fix", action="store_true", help="rewrite what can be")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - {check.name for check in CHECKS}:
        parser.error(f"no check is called {', '.join(sorted(unknown))}")
    keep_bytecode(Path(sys.prefix))
    with tempfile.TemporaryDirectory(prefix="imece-check-") as folder:
        _assemble(folder)
        if options.fix:
            fix()
        chosen = [check for check in CHECKS if check.name in options.names or not options.names]
        failed = [check.name for check in chosen if not passes(check)]
    if not options.names:
        print("\n".join(["", *size_table()]))
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'every check passed'}")
    return 1 if failed else 0


def _assemble(folder: str) -> None:
    """The settings want a data folder; a check leaves none behind."""
    import django

    os.environ |= {"IMECE_HOME": folder, "IMECE_MODE": "test"}
    os.environ.pop("DATABASE_URL", None)
    django.setup()


def passes(check: Check) -> bool:
    began = time.monotonic()
    faults = check.run()
    print(f"{check.name:<14}{len(faults) or 'ok':>5}   {time.monotonic() - began:5.1f} s", flush=True)
    for fault in faults[:SHOWN]:
        print(f"    {fault}")
    if len(faults) > SHOWN:
        print(f"    … and {len(faults) - SHOWN} more")
    return not faults


def fix() -> None:
    subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--fix", "--quiet", "src", "tests"], cwd=ROOT, check=False
    )
    for path in assembled.redraw_diagrams():
        print(f"redrawn: {path.relative_to(ROOT)}")
