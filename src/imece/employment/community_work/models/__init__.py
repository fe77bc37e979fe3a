from imece.employment.community_work.models.attendance import AttendanceMark, MonthApproval
from imece.employment.community_work.models.programme import Participant, Programme, ProgrammeKind

__all__ = ["AttendanceMark", "MonthApproval", "Participant", "Programme", "ProgrammeKind"]
