"""A passage around what was meant, with marks."""

from articles.search.snippets import Piece, pieces, snippet


def test_words_are_marked_in_any_spelling():
    assert pieces("Партия «Байтақ» жасыл", {"baitak"}) == (
        Piece("Партия «", False),
        Piece("Байтақ", True),
        Piece("» жасыл", False),
    )


def test_a_beginning_marks_the_whole_word():
    assert pieces("environmentalists", {"env"}) == (Piece("environmentalists", True),)


def test_a_long_text_is_cut_around_the_first_word_that_is_meant():
    found = snippet("word " * 300 + "Baytaq " + "end " * 300, {"baitak"})
    text = "".join(piece.text for piece in found)
    assert text.startswith("… ") and text.endswith(" …") and len(text) < 260
    assert [piece.text for piece in found if piece.marked] == ["Baytaq"]


def test_without_a_meeting_the_text_begins():
    assert snippet("First words.", {"none"}) == (Piece("First words.", False),)
