from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from imece.employment.home.domain.demo import load_demo


class Command(BaseCommand):
    help = "Load the synthetic demo: a cast of every role, vacancies and candidates at every step. Once."

    def handle(self, *args: object, **options: Any) -> None:
        call_command("make_registry")
        with transaction.atomic():
            made = load_demo(home=settings.HOME, now=timezone.now(), tell=self.stdout.write)
        call_command("reckon_figures", stdout=StringIO())  # else they wait for the first night
        if not made:
            self.stdout.write("the demo is loaded already")
