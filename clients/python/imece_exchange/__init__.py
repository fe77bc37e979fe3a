"""Ask institutions over the İmece exchange: tokens, repeats and receipts taken care of.

from imece_exchange import Exchange, Secret

exchange = Exchange("https://exchange.example", Secret("KRM-0000001", "…"), user="1001", purpose="kimlik-dogrulama")
answer = exchange.ask("registry.person", {"number": "70000000164"}, file="2026/15")
answer.facts["given_names"], answer.receipt.sequence
"""

from imece_exchange.answers import Answer, Receipt
from imece_exchange.client import Exchange, Question
from imece_exchange.errors import (
    ExchangeError,
    Interrupted,
    InvalidQuestion,
    NotAuthenticated,
    NotPermitted,
    Problem,
    TooManyQuestions,
    Unavailable,
)
from imece_exchange.proofs import PrivateKey, Secret

__all__ = [
    "Answer",
    "Exchange",
    "ExchangeError",
    "Interrupted",
    "InvalidQuestion",
    "NotAuthenticated",
    "NotPermitted",
    "PrivateKey",
    "Problem",
    "Question",
    "Receipt",
    "Secret",
    "TooManyQuestions",
    "Unavailable",
]
