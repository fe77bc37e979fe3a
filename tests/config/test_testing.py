import pytest

from imece.config.commands.testing import parallel


@pytest.mark.parametrize(
    "arguments, is_parallel",
    [
        ([], True),
        (["-q"], True),
        (["tests/core"], False),
        (["-n", "4"], False),
        (["-n0"], False),
        (["--pdb"], False),
    ],
)
def test_the_whole_suite_runs_in_two_processes_unless_told_otherwise(
    arguments: list[str], is_parallel: bool
) -> None:
    assert bool(parallel(arguments)) == is_parallel
