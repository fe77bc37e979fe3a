from imece.exchange.letters.models.delivery import DeliveryEvidence, LetterRecipient
from imece.exchange.letters.models.letter import Letter, LetterBook, LetterFile, Thread

__all__ = ["DeliveryEvidence", "Letter", "LetterBook", "LetterFile", "LetterRecipient", "Thread"]
