from imece.employment.workforce.models.compulsory import CompulsoryWorker
from imece.employment.workforce.models.incoming import PersonnelFault, PersonnelLine, PersonnelUpload
from imece.employment.workforce.models.lines import Exemption, HardToFill, OccupationCount, StaffChange
from imece.employment.workforce.models.table import QuotaCount, WorkforceTable

__all__ = [
    "CompulsoryWorker",
    "Exemption",
    "HardToFill",
    "OccupationCount",
    "PersonnelFault",
    "PersonnelLine",
    "PersonnelUpload",
    "QuotaCount",
    "StaffChange",
    "WorkforceTable",
]
