"""Ledger rows as the gateway writes them: valid heads, leaves and seals, contiguous numbers.

log = Log()
log.add(exchange_cast.bank, asked_at=…, outcome=Outcome.FOUND, subject="10000000146", user="1001")
"""

import uuid
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.agreements.models import Purpose
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain.interruptions import Story, report_outage
from imece.exchange.continuity.models import PaperQuestion
from imece.exchange.ledger.domain.installation import shard_numbers, signers_of
from imece.exchange.ledger.domain.sealing_off import seal_all
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.format import TAIL, fixed_of, join_head, leaf_of
from imece.exchange.ledger.models import LedgerEntry, MonthKey, Shard
from imece.exchange.ledger.sealing import Content, MonthKeys, make_data_key, month_of, open_month, wrap
from imece.exchange.parties.models import Institution

ADDRESS = bytes([203, 0, 113, 9])
SYSTEM = system_actor("test")


class Log:
    """One shard's single writer; `seal` says that its rows are sealed."""

    def __init__(self, shard: int = 0) -> None:
        self.shard = shard
        self.sequence = 0
        self.own = defaultdict[int, Any](lambda: count(1))
        self.months: dict[Any, MonthKeys] = {}
        Shard.objects.get_or_create(number=shard)

    def add(
        self,
        institution: Institution | None,
        *,
        asked_at: datetime | None = None,
        outcome: Outcome = Outcome.FOUND,
        service: ServiceVersion | None = None,
        subject: str = "",
        user: str = "",
        unit: str = "",
        file: str = "",
        purpose: Purpose | None = None,
        fields: int = 0,
        tariff: int = 1,
        agreement: int = 0,
        folded: int = 0,
        credential: int = 0,
        address: bytes = ADDRESS,
    ) -> LedgerEntry:
        moment = asked_at or timezone.now()
        micros = int(moment.timestamp() * 1_000_000)
        number = institution.pk if institution else 0
        keys = self._keys(micros)
        request_id = uuid.uuid4()
        own = next(self.own[number])
        fixed = fixed_of(
            self.shard, self.sequence, number, own, micros, request_id.bytes, service.pk if service else 0,
            agreement, 0, credential, 0, purpose.pk if purpose else 0, fields, tariff, folded,
        )  # fmt: skip
        subject_key = keys.subject_key(subject)
        sealed = keys.seal(fixed, Content(subject, user, unit, file))
        user_key = keys.user_key(number, user)
        head = join_head(fixed, subject_key, address, sealed, user_key)
        entry = LedgerEntry.objects.create(
            shard=self.shard, sequence=self.sequence, institution_id=number, institution_sequence=own,
            asked_at=moment, request_id=request_id, service_id=service.pk if service else 0, agreement_id=agreement,
            grant_id=0, credential_id=credential, unit_id=0, purpose_id=purpose.pk if purpose else 0, fields=fields,
            tariff=tariff, folded=folded, subject_key=subject_key, user_key=user_key, address=address, sealed=sealed,
            outcome=int(outcome), duration_us=900, leaf=leaf_of(head + TAIL.pack(int(outcome), 900)),
        )  # fmt: skip
        self.sequence += 1
        Shard.objects.filter(number=self.shard).update(next_sequence=self.sequence)
        return entry

    def _keys(self, micros: int) -> MonthKeys:
        month = month_of(micros)
        if month not in self.months:
            with connection.cursor() as cursor:
                cursor.execute("select ledger_make_partition(%s)", [month])
            secret = settings.INSTALLATION.secrets["ledger_key"]
            row, _made = MonthKey.objects.get_or_create(
                month=month,
                defaults={"wrapped": wrap(make_data_key(), month, secret), "made_at": timezone.now()},
            )
            self.months[month] = open_month(row.wrapped, month, secret)
        return self.months[month]


def seal() -> None:
    """Bring every log's checkpoint up to its last row, as the sealer does; the tiles themselves are not kept.

    Raises Damaged where rows stand in another order than that of their instants: the gateway writes none such.
    """
    with TemporaryDirectory() as folder:
        seal_all(Path(folder), shard_numbers(), signers_of, timezone.now())


def make_service(name: str = "deneme.kisi", version: int = 1, *fields: str) -> ServiceVersion:
    with acting(system_actor("test")):
        return ServiceVersion.objects.create(
            name=name, version=version, owner="registry", fields=list(fields or ("ad", "soyad")),
            opened_at=timezone.now(),
        )  # fmt: skip


def make_purpose(code: str = "KREDI", title: str = "Kredi başvurusunun değerlendirilmesi") -> Purpose:
    with acting(system_actor("test")):
        return Purpose.objects.create(
            code=code, title=title, title_en="Credit application", legal_ground="5411 sayılı Kanun md. 76"
        )


def ask_on_paper(institution: Institution, number: str, now: datetime, form: str = "F-1") -> PaperQuestion:
    """During an outage of the last hour; taken in already."""
    asked_at = now - timedelta(hours=1)
    outage = report_outage(story=Story(title="Arıza (deneme)"), started_at=asked_at, actor=SYSTEM, now=now)
    with acting(SYSTEM):
        return PaperQuestion.objects.create(
            interruption=outage, institution=institution, form_number=form, service="registry.person",
            subject_number=number, user_number="1001", purpose="kredi", file="KREDI-2026/17",
            asked_at=asked_at, answered_at=now, answered_by="Deneme Memur", outcome="found", entered_at=now,
        )  # fmt: skip
