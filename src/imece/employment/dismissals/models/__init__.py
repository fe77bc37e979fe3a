from imece.employment.dismissals.models.notice import DismissalLine, DismissalNotice

__all__ = ["DismissalLine", "DismissalNotice"]
