"""Whatever happens to a letter in whatever order, it stands where a model of a few lines says (X8.1, ID-21)."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.models import Transition
from imece.exchange.letters.domain.delivery import (
    collect_evidence,
    deliver_letter,
    open_letter,
    send_again,
    serve_due_letters,
)
from imece.exchange.letters.domain.registered_mail import Evidence
from imece.exchange.letters.domain.send import send_letter, sign_letter
from imece.exchange.letters.domain.write import Distribution, LetterText, change_letter, discard_letter
from imece.exchange.letters.enums import EvidenceKind
from imece.exchange.letters.models import Letter, LetterRecipient
from imece.exchange.letters.moves import DELIVERY_MOVES, LETTER_MOVES
from tests.exchange.cast import ExchangeCast
from tests.exchange.letters.moments import WRITTEN
from tests.exchange.letters.test_delivery import Provider

FIVE_DAYS = timedelta(days=5)
ANSWERS = ("takes", "refuses", "is down")
STEPS = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class Model:
    """All that decides about a letter and its way to one recipient, in plain words."""

    def __init__(self) -> None:
        self.letter, self.way = "draft", "waiting"
        self.reached_on: date | None = None
        self.is_read = False

    def is_served_on(self, today: date) -> bool:
        """At the end of the fifth day, whether it was opened or not; days off count."""
        return self.reached_on is not None and today > self.reached_on + FIVE_DAYS


class Life(RuleBasedStateMachine):
    """A draft of headquarters to the bank; each example is rolled back."""

    letter_id: int
    desk: Actor
    bank: Actor
    text: LetterText
    to: Distribution

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.now, self.model, self.number = WRITTEN, Model(), ""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @property
    def letter(self) -> Letter:
        return Letter.objects.get(pk=self.letter_id)

    @property
    def recipient(self) -> LetterRecipient:
        return LetterRecipient.objects.select_related("organisation__institution", "letter__sender").get(
            organisation_id=self.bank.organisation_id, letter_id=self.letter_id
        )

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def is_sent(self) -> bool:
        return self.model.letter == "sent"

    # ------------------------------------------------------------------------------------ events
    @rule(hours=st.sampled_from((1, 13, 24, 96, 144)))
    def pass_time(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def change(self) -> None:
        given = {"text": self.text, "distribution": self.to, "actor": self.desk, "now": self.now}
        if self.model.letter == "draft":
            change_letter(letter=self.letter, **given)
            return
        with pytest.raises(Problem):
            change_letter(letter=self.letter, **given)

    @rule(chance=st.integers(0, 9))
    def discard(self, chance: int) -> None:
        """Seldom, since nothing follows it."""
        given = {"letter": self.letter, "reason": "Deneme", "actor": self.desk, "now": self.now}
        if self.model.letter != "draft":
            with pytest.raises(Problem):
                discard_letter(**given)
        elif chance == 0:
            discard_letter(**given)
            self.model.letter = "discarded"

    @rule()
    def sign(self) -> None:
        given = {"letter": self.letter, "actor": self.desk, "now": self.now}
        if self.model.letter == "draft":
            self.number = str(sign_letter(**given).number)
            self.model.letter = "signed"
            return
        with pytest.raises(Problem):
            sign_letter(**given)

    @rule()
    def send(self) -> None:
        given = {"letter": self.letter, "actor": self.desk, "now": self.now}
        if self.model.letter == "signed":
            send_letter(**given)
            self.model.letter = "sent"
            return
        with pytest.raises(Problem):
            send_letter(**given)

    @precondition(is_sent)
    @rule(answer=st.sampled_from(ANSWERS))
    def hand_over(self, answer: str) -> None:
        mail = Provider(refuses="Adres yok" if answer == "refuses" else "", is_down=answer == "is down")
        if self.model.way == "waiting" and answer == "is down":
            with pytest.raises(ConnectionError):
                deliver_letter(self.recipient.pk, now=self.now, mail=mail)
            return
        deliver_letter(self.recipient.pk, now=self.now, mail=mail)
        if self.model.way == "waiting":
            self.model.way = {"takes": "sent", "refuses": "failed"}[answer]

    @precondition(is_sent)
    @rule(kind=st.sampled_from((EvidenceKind.DELIVERED, EvidenceKind.REFUSED)))
    def hear_of_it(self, kind: EvidenceKind) -> None:
        collect_evidence(now=self.now, mail=Provider(Evidence(kind, self.now, "R")))
        if self.model.way == "sent":
            self.model.way = "delivered" if kind == EvidenceKind.DELIVERED else "failed"
            self.model.reached_on = self.today if self.model.way == "delivered" else None

    @precondition(is_sent)
    @rule()
    def look(self) -> None:
        open_letter(recipient=self.recipient, actor=self.bank, now=self.now)
        if self.model.way == "delivered":
            self.model.way = "read"
        self.model.is_read |= self.model.way in {"read", "served"}

    @precondition(is_sent)
    @rule()
    def pass_midnight(self) -> None:
        serve_due_letters(now=self.now)
        if self.model.way in {"delivered", "read"} and self.model.is_served_on(self.today):
            self.model.way = "served"

    @precondition(is_sent)
    @rule()
    def try_again(self) -> None:
        given = {"recipient": self.recipient, "actor": self.desk, "now": self.now}
        if self.model.way == "failed":
            send_again(**given)
            self.model.way = "waiting"
            return
        with pytest.raises(Problem):
            send_again(**given)

    # ------------------------------------------------------------------------------------ what always holds
    @invariant()
    def it_stands_where_the_model_says(self) -> None:
        letter, recipient = self.letter, self.recipient
        assert (letter.state, recipient.state) == (self.model.letter, self.model.way)
        assert (recipient.read_at is not None) == self.model.is_read
        reached = recipient.delivered_at and timezone.localdate(recipient.delivered_at)
        assert reached == self.model.reached_on
        assert recipient.served_on == (reached and reached + FIVE_DAYS)

    @invariant()
    def a_number_once_given_stays_and_none_without_a_signature(self) -> None:
        letter = self.letter
        assert (letter.number or "") == self.number
        assert (letter.document_id is not None) == bool(self.number)

    @invariant()
    def each_step_is_one_of_the_table_and_has_its_evidence(self) -> None:
        recipient = self.recipient
        for table, pk in ((LETTER_MOVES, self.letter_id), (DELIVERY_MOVES, recipient.pk)):
            steps = Transition.objects.filter(workflow=table.name, object_id=pk).exclude(from_state="")
            assert set(steps.values_list("from_state", "to_state")) <= set(table.pairs)
        kinds = set(recipient.evidence.values_list("kind", flat=True))
        assert (EvidenceKind.DELIVERED in kinds) == (self.model.reached_on is not None)
        assert (EvidenceKind.READ in kinds) == self.model.is_read
        assert (EvidenceKind.SERVED in kinds) == (self.model.way == "served")


@pytest.mark.django_db
def test_ID_21_a_letter_stands_where_the_simple_model_says_whatever_the_order(
    draft: Letter, desk: Actor, bank_manager: Actor, text: LetterText, exchange_cast: ExchangeCast
) -> None:
    class OneLife(Life):
        pass

    OneLife.letter_id, OneLife.desk, OneLife.bank, OneLife.text = draft.pk, desk, bank_manager, text
    OneLife.to = Distribution([exchange_cast.bank.organisation])
    run_state_machine_as_test(OneLife, settings=STEPS)
