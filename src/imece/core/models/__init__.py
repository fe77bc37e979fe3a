from imece.core.models.audit import AuditRecord
from imece.core.models.parameter import Parameter, ParameterChange
from imece.core.models.transition import Transition

__all__ = ["AuditRecord", "Parameter", "ParameterChange", "Transition"]
