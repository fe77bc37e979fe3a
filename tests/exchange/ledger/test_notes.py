"""Signed notes and checkpoints (C2SP): one line of key is enough to check them, and any change is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.exchange.ledger.notes import (
    BadNote,
    Checkpoint,
    Signer,
    Verifier,
    open_checkpoint,
    open_note,
    read_verifiers,
    sign_note,
)

SIGNER = Signer("example.invalid/log/0", b"s" * 32)
CHECKPOINT = Checkpoint(SIGNER.name, 17, b"r" * 32)
NOTE = sign_note(CHECKPOINT.text(), [SIGNER])


def test_the_published_example_of_signed_note_opens() -> None:
    """The example of the specification and of its reference implementation (golang.org/x/mod/sumdb/note)."""
    key = Verifier.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    note = (
        text
        + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
        "E6RyyBwJnAM=\n"
    )
    assert open_note(note, [key]) == text


def test_a_checkpoint_comes_back() -> None:
    assert open_checkpoint(NOTE, [Verifier.parse(str(SIGNER.verifier))]) == CHECKPOINT


@given(st.data())
def test_no_character_can_be_changed(data: st.DataObject) -> None:
    end = len(CHECKPOINT.text())
    place = data.draw(st.integers(0, end - 2))
    other = data.draw(
        st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != NOTE[place])
    )
    with pytest.raises(BadNote):
        open_checkpoint(NOTE[:place] + other + NOTE[place + 1 :], [SIGNER.verifier])


def test_keys_roll_over_with_both_valid() -> None:
    newer = Signer(SIGNER.name, b"n" * 32)
    note = sign_note(CHECKPOINT.text(), [newer, SIGNER])
    for signer in (SIGNER, newer):
        assert open_checkpoint(note, [signer.verifier]) == CHECKPOINT


@pytest.mark.parametrize(
    "verifiers",
    [[], [Signer(SIGNER.name, b"x" * 32).verifier], [Signer("another", b"s" * 32).verifier]],
    ids=["none", "another key", "another name"],
)
def test_a_stranger_does_not_open_it(verifiers: list[Verifier]) -> None:
    with pytest.raises(BadNote):
        open_checkpoint(NOTE, verifiers)


def test_a_key_file_has_comments_and_refuses_damage() -> None:
    line = str(SIGNER.verifier)
    assert read_verifiers(f"# the log of the example\n\n{line}\n") == [SIGNER.verifier]
    for damaged in (line[:-4] + "AAA=", line.replace("+", "-"), "x"):
        with pytest.raises(BadNote):
            read_verifiers(damaged)


@pytest.mark.parametrize("text", ["", "a\n", "a\n-1\nAAAA\n", "a\n01\n" + "A" * 43 + "=\n", "a\n1\nAAAA\n"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)
