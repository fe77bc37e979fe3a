"""`./imece bench NAME`: the figures of docs/benchmarks.md, measured here. Ratios count; seconds are this machine's."""

import argparse
import importlib
import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
ROUNDS = 200
NAMES = (
    "pages", "figures", "matching", "search", "search-quality", "vacancy-file", "exchange", "exchange-faults", "ledger",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./imece bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument(
        "--rounds",
        type=int,
        help=f"how often each side is measured (default {ROUNDS}, or the benchmark's own)",
    )
    parser.add_argument("--rows", type=int, help="how many rows to make, where a benchmark makes them")
    parser.add_argument("--json", action="store_true", help="print the result as JSON alone")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="imece-bench-") as folder:
        Path(folder).chmod(0o711)
        os.environ |= {"IMECE_MODE": "test", "IMECE_HOME": folder, "IMECE_DATABASE_ROLE": "owner"}
        os.environ.pop("DATABASE_URL", None)
        result = measured(options.name, options.rounds, options.rows)
    print(json.dumps(result, indent=2) if options.json else "\n".join(told(result)))
    return 0 if result["is_met"] else 1


def measured(name: str, rounds: int | None, rows: int | None = None) -> dict[str, Any]:
    """In a throw-away installation with reference data; the benchmark makes its own rows."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    from imece.config.database import Installation
    from imece.config.environment import Environment
    from imece.config.readiness import database_running

    sys.path.insert(0, str(ROOT))
    with database_running(Installation(Environment())):
        django.setup()
        settings.EXCHANGE_ROAD = (
            "tests.exchange.in_process.over_database"  # the scenes are made without a gateway
        )
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", verbosity=0)
        given = {} if rows is None else {"rows": rows}
        outcome: dict[str, Any] = module_of(name).measure(
            rounds or getattr(module_of(name), "ROUNDS", ROUNDS), **given
        )
        return {"benchmark": name, "environment": surroundings(), **outcome}


def module_of(name: str) -> Any:
    return importlib.import_module(f"benchmarks.{name.replace('-', '_')}")


def surroundings() -> dict[str, Any]:
    import django
    from django.db import connection

    load = os.getloadavg()[0]
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": ".".join(str(part) for part in divmod(connection.pg_version, 10_000)),  # type: ignore[attr-defined]
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load_average": round(load, 2),
    }


def told(result: dict[str, Any]) -> list[str]:
    """In a benchmark's own words, where it has any."""
    own = getattr(module_of(result["benchmark"]), "told", None)
    return own(result) if own else two_sides(result)


def two_sides(result: dict[str, Any]) -> list[str]:
    lines = [f"{name}: {value}" for name, value in result["environment"].items()]
    for name, side in result["sides"].items():
        lines.append(f"{name:<20} min {side['min_ms']:7.2f} ms   median {side['median_ms']:7.2f} ms")
    lines += [f"{name}: {value}" for name, value in result.get("also", {}).items()]
    lines.append(
        f"ratio (the other / ours)  min {result['ratio_min']:.2f}   median {result['ratio_median']:.2f}"
    )
    lines.append(f"target {result['target']}: {'met' if result['is_met'] else 'MISSED'}")
    return lines
