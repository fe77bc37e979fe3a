"""The README table and the Mermaid diagram of a state machine, from the same moves the code runs on."""

from imece.core.workflow.moves import MoveTable

BEGIN = "<!-- moves:{name} -->"
END = "<!-- /moves:{name} -->"


def describe_moves(table: MoveTable) -> str:
    """Markdown between two marks; `./imece check` says when a README's copy is stale."""
    heading = ("| move | from | to | permission | guard | reason |", "|---|---|---|---|---|---|")
    lines = [BEGIN.format(name=table.name), "", *heading]
    for move in table.moves:
        states = ", ".join(str(state) for state in move.from_states)
        reason = "yes" if move.needs_reason else ""
        lines.append(
            f"| `{move.name}` | {states} | {move.to_state} | `{move.permission}` | {move.guard} | {reason} |"
        )
    lines += ["", "```mermaid", "stateDiagram-v2"]
    lines += [f"    [*] --> {start}" for start in table.starts]
    lines += [
        f"    {start} --> {move.to_state}: {move.name}" for move in table.moves for start in move.from_states
    ]
    lines += [f"    {end} --> [*]" for end in sorted(table.ends)]
    return "\n".join([*lines, "```", "", END.format(name=table.name)])


def replace_block(text: str, table: MoveTable) -> str:
    """The same README with the block of this machine made anew; a README without the marks is returned as it is."""
    begin, end = BEGIN.format(name=table.name), END.format(name=table.name)
    if begin not in text or end not in text:
        return text
    head, rest = text.split(begin, 1)
    return head + describe_moves(table) + rest.split(end, 1)[1]
