"""State machines as data: one table of moves drives buttons, the "why not", diagrams, the database guard and tests."""

from imece.core.workflow.machine import MoveOption, Workflow
from imece.core.workflow.moves import Move, MoveTable

__all__ = ["Move", "MoveOption", "MoveTable", "Workflow"]
