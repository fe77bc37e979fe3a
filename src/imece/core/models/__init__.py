from imece.core.models.api import CallCount, IdempotentAnswer
from imece.core.models.audit import AuditRecord
from imece.core.models.destruction import Destruction
from imece.core.models.document import DocumentRevocation, IssuedDocument
from imece.core.models.draft import Draft, DraftFile
from imece.core.models.paper import AttachedPaper
from imece.core.models.parameter import Parameter, ParameterChange
from imece.core.models.report import ReportFile, ReportRun, ReportState
from imece.core.models.submission import Submission
from imece.core.models.transition import Transition

__all__ = [
    "AttachedPaper",
    "AuditRecord",
    "CallCount",
    "Destruction",
    "DocumentRevocation",
    "Draft",
    "DraftFile",
    "IdempotentAnswer",
    "IssuedDocument",
    "Parameter",
    "ParameterChange",
    "ReportFile",
    "ReportRun",
    "ReportState",
    "Submission",
    "Transition",
]
