from imece.employment.dismissals.models.notice import DismissalLine, DismissalNotice, DismissalPaper

__all__ = ["DismissalLine", "DismissalNotice", "DismissalPaper"]
