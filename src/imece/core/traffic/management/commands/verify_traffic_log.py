from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from imece.core.traffic.days import faults
from imece.core.traffic.models import TrafficDay


class Command(BaseCommand):
    help = "Check the files of the traffic log against the chain of closed days and its time-stamps (KVK-12)."

    def handle(self, *args: object, **options: Any) -> None:
        found = list(faults(timezone.now()))
        for fault in found:
            self.stderr.write(f"NOT GOOD: {fault}")
        if found:
            raise CommandError(f"{len(found)} of what was checked does not hold")
        last = TrafficDay.objects.last()
        if last is None:
            self.stdout.write("no day is closed yet")
            return
        stamped = TrafficDay.objects.exclude(stamp=None).last()
        self.stdout.write(f"good: {TrafficDay.objects.count()} days up to {last.day}, chain {last.chain}")
        self.stdout.write(f"time-stamped up to: {stamped.day if stamped else '–'}")
