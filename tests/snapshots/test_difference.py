"""What differs between two texts, in time that their size allows."""

from pipeline.text.difference import difference


def test_of_texts_as_long_as_books_all_between_their_like_ends_is_changed() -> None:
    words = [f"woord{n}" for n in range(4_000)]
    changed = [*words[:10], "ander", *words[11:3_000], "nieuw", *words[3_001:]]
    shown = difference(" ".join(words), " ".join(changed))
    assert shown.startswith("… woord6 woord7 woord8 woord9 [-woord10 woord11 ")
    assert " woord3000-] {+ander woord11 " in shown
    assert shown.endswith(" nieuw+} woord3001 woord3002 woord3003 woord3004 …")
    assert difference(" ".join(words), " ".join(words[:-1])).endswith("[-woord3999-]")
