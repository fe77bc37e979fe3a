"""T-CAL-06: a letter that reaches its mailbox on 5 January 2026."""

from datetime import datetime

from imece.reference.public import ISTANBUL

WRITTEN = datetime(2026, 1, 5, 9, 0, tzinfo=ISTANBUL)
REACHED = datetime(2026, 1, 5, 10, 0, tzinfo=ISTANBUL)
STILL_THE_FIFTH_DAY = datetime(2026, 1, 10, 23, 59, tzinfo=ISTANBUL)
AFTER_THE_FIFTH_DAY = datetime(2026, 1, 11, 0, 3, tzinfo=ISTANBUL)
