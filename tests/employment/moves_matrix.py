"""Every state × move × role of one state machine, generated from its table."""

from typing import Any

import pytest

from imece.core.workflow import Move, MoveTable


def cases(table: MoveTable) -> list[Any]:
    """(state, move) pairs with whether the table allows them."""
    return [
        pytest.param(state, move, str(state.value) in _starts(move), id=f"{state.value}-{move.name}")
        for state in table.states
        for move in table.moves
    ]


def _starts(move: Move) -> set[str]:
    return {str(start) for start in move.from_states}
