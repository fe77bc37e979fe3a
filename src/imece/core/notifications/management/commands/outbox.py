from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from imece.core.notifications.delivery import try_given_up_again
from imece.core.notifications.enums import MessageState
from imece.core.notifications.models import OutboxMessage


class Command(BaseCommand):
    help = "Count the messages by state and list those given up; --retry queues them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="try what was given up once more")

    def handle(self, *args: object, **options: Any) -> None:
        if options["retry"]:
            self.stdout.write(f"queued again: {try_given_up_again()}")
        for state, count in (
            OutboxMessage.objects.values_list("state").annotate(Count("id")).order_by("state")
        ):
            self.stdout.write(f"{state:12}{count}")
        for message in OutboxMessage.objects.filter(state=MessageState.GIVEN_UP).order_by("id")[:50]:
            last = message.attempts.last()
            self.stdout.write(
                f"{message.pk} {message.notice} by {message.channel}: {last.detail if last else ''}"
            )
