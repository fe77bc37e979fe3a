from imece.exchange.billing.models.reconciliation import Reconciliation, ReconciliationLine
from imece.exchange.billing.models.statement import Statement, StatementLine

__all__ = ["Reconciliation", "ReconciliationLine", "Statement", "StatementLine"]
