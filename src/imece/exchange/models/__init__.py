from imece.exchange.models.question import Question

__all__ = ["Question"]
