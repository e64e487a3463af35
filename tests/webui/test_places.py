"""What is missing is told by the place where it is mended."""

from webui.page.places import by_place


def line(title, url, *, met=False, sentence="", aside=None):
    return {"title": title, "met": met, "mend_url": url, "sentence": sentence, "aside": aside}


def test_what_is_mended_in_one_place_stands_together_with_one_link_before_what_is_there():
    told = by_place(
        [
            line("a", "/x", sentence="A mangler"),
            line("b", "/y", met=True),
            line("c", "/z", sentence="C mangler"),
            line("d", "/x", sentence="D mangler"),
        ]
    )

    assert [(one["title"], one["mend_url"]) for one in told] == [
        ("A mangler", None), ("D mangler", "/x"), ("C mangler", "/z"), ("b", "/y"),
    ]  # fmt: skip
    assert [one["name"] for one in told] == ["a", "d", "c", "b"]


def test_what_was_set_aside_keeps_its_name():
    (one,) = by_place([line("a", "/x", sentence="A mangler", aside="Fraveget til 1. maj")])

    assert (one["title"], one["sentence"]) == ("a", "A mangler")
