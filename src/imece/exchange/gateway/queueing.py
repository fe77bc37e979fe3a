"""Questions that wait for their batch. When more wait than one batch holds, institutions take turns (X7.4)."""

from collections import OrderedDict, deque

from imece.exchange.gateway.problems import BUSY, SHARE
from imece.exchange.gateway.refusals import NotTaken
from imece.exchange.gateway.rows import Draft


class FairQueue:
    """First come, first served within an institution; round robin between them. One may fill half of it at the most."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._share = max(most // 2, 1)
        self._waiting: OrderedDict[int, deque[Draft]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, draft: Draft) -> None:
        """Raises NotTaken when the queue, or the institution's share of it, is full."""
        if self._count >= self.most:
            raise NotTaken(BUSY)
        line = self._waiting.setdefault(draft.institution, deque())
        if len(line) >= self._share:
            raise NotTaken(SHARE)
        line.append(draft)
        self._count += 1

    def take(self) -> Draft | None:
        """The next institution's oldest; it then goes to the end of the round."""
        if not self._waiting:
            return None
        institution, line = next(iter(self._waiting.items()))
        draft = line.popleft()
        self._count -= 1
        if line:
            self._waiting.move_to_end(institution)
        else:
            del self._waiting[institution]
        return draft

    def empty(self) -> list[Draft]:
        drafts = [draft for line in self._waiting.values() for draft in line]
        self._waiting.clear()
        self._count = 0
        return drafts
