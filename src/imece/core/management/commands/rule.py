import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from imece.core.errors import Problem
from imece.core.rule_registry import RULES, ask, describe_rule


class Command(BaseCommand):
    help = 'Ask a rule of law: ./imece rule ID-02 \'{"number": "10000000146"}\'; all of them: --list'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", nargs="?")
        parser.add_argument("input", nargs="?", default="{}")
        parser.add_argument(
            "--list", action="store_true", help="every rule: id, title, article, input schema, example"
        )
        parser.add_argument(
            "--on", type=date.fromisoformat, help="with the legal numbers of this day (YYYY-MM-DD)"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if options["list"] or not options["rule"]:
            self.stdout.write(
                json.dumps(
                    [describe_rule(RULES[rule_id]) for rule_id in sorted(RULES)], ensure_ascii=False, indent=2
                )
            )
            return
        try:
            answer = ask(options["rule"], options["input"], options["on"] or timezone.localdate())
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
