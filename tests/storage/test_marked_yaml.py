import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servicescan.problems import Code, Location
from servicescan.storage import marked_yaml
from servicescan.storage.marked_yaml import Document, parse_document, read_document


def parsed(text):
    document = parse_document(text, "q.yaml")
    assert not document.problems, [*map(str, document.problems)]
    return document.value


def problem_in(text):
    (problem,) = parse_document(text, "q.yaml").problems
    return problem.code, problem.location.line, problem.location.column


def test_values_and_their_places():
    document = parse_document("a: 1\nb:\n  - x\n  - {c: y}\n", "q.yaml")
    assert document.value == {"a": "1", "b": ["x", {"c": "y"}]}
    assert document.place(("a",)) == Location("q.yaml", 1, 1)
    assert document.place(("b", 0)) == Location("q.yaml", 3, 5)
    assert document.place(("b", 1, "c")) == Location("q.yaml", 4, 6)


def test_missing_value_is_placed_at_its_parent():
    document = parse_document("a: 1\nb:\n  - x\n", "q.yaml")
    assert document.place(("b", 7, "deep", "down")) == Location("q.yaml", 2, 1)
    assert document.place(("zzz",)) == Location("q.yaml", 1, 1)
    assert Document().place(("a",)) == Location("")


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "Yes",
        "on",
        "017",
        "1_000",
        "~",
        "null",
        "1e3",
        "0x1F",
        "12:30:45",
        "2026-11-22",
        ".inf",
        "=",
        "True",
        "0.1",
        "6:00",
        "1.",
        "+1",
    ],
)
def test_every_scalar_stays_the_text_that_was_typed(word):
    assert parsed(f"key: {word}\n") == {"key": word}
    assert parsed(f"[ {word} , '{word}' ]") == [word, word]
    assert parsed(f"'{word}': x\n") == {word: "x"}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n...\n"])
def test_file_without_content_has_no_values(text):
    assert not parsed(text)


def test_text_in_blocks_and_other_scripts():
    assert parsed("a: |\n  één\n  😀\nb: >\n  ع\n  x\n") == {"a": "één\n😀\n", "b": "ع x\n"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\n", Code.ALIAS, 1, 4),
        ("a: 1\nb: *a\n", Code.ALIAS, 2, 4),
        ("&x a: 1\n", Code.ALIAS, 1, 1),
        ("a: 1\n*a : 2\n", Code.BAD_KEY, 2, 1),
        ("a: !!str 1\n", Code.TAG, 1, 4),
        ("a: !!binary aGk=\n", Code.TAG, 1, 4),
        ("a: !!python/object/apply:os.system [ls]\n", Code.TAG, 1, 4),
        ("!!set {a, b}\n", Code.TAG, 1, 1),
        ("!!int 1: x\n", Code.TAG, 1, 1),
        ("a: 1\n<<: {b: 2}\n", Code.MERGE_KEY, 2, 1),
        ("{a: 1}: 2\n", Code.BAD_KEY, 1, 1),
        ("? [a]\n: 2\n", Code.BAD_KEY, 1, 3),
        ("a: 1\n---\nb: 2\n", Code.BAD_YAML, 3, 1),
        ('x: 1\na: "open\nb: 2\n', Code.BAD_YAML, 2, 4),
        ("a: [1, 2\nb: 3\n", Code.BAD_YAML, 2, 2),
        ("a: b: c\n", Code.BAD_YAML, 1, 5),
        ("a: 1\n\tb: 2\n", Code.BAD_YAML, 2, 1),
        ("a: @x\n", Code.BAD_YAML, 1, 4),
        ('a: "\\ud83d"\n', Code.BAD_YAML, 1, 7),
        ("%YAML 3.0\n---\na: 1\n", Code.BAD_YAML, 1, 1),
        ("a: x\x00y\n", Code.BAD_CHARACTER, 1, 5),
        ("é: ééé\nb: é\x07\n", Code.BAD_CHARACTER, 2, 5),
        ("a: x\ufffe\n", Code.BAD_CHARACTER, 1, 5),
    ],
)
def test_what_is_refused_and_where(text, code, line, column):
    assert problem_in(text) == (code, line, column)


def test_every_double_key_is_told_and_the_first_value_is_kept():
    document = parse_document("a: 1\nb: {c: 1, c: 2, c: 3}\na: {d: 1, d: 2}\n", "q.yaml")
    assert document.value == {"a": "1", "b": {"c": "1"}}
    assert [(p.code, p.location.line, p.location.column) for p in document.problems] == [
        (Code.DUPLICATE_KEY, 2, 11),
        (Code.DUPLICATE_KEY, 2, 17),
        (Code.DUPLICATE_KEY, 3, 1),
        (Code.DUPLICATE_KEY, 3, 11),
    ]


def test_twenty_deep_is_read_and_deeper_is_refused():
    assert parsed("[" * 19 + "x" + "]" * 19)
    assert problem_in("[" * 20 + "x" + "]" * 20) == (Code.TOO_DEEP, 1, 21)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_very_deep_file_is_refused_at_once(opening):
    began = time.monotonic()
    assert problem_in(opening * 200_000)[0] is Code.TOO_DEEP
    assert time.monotonic() - began < 1


def test_billion_laughs_are_refused_at_once():
    laughs = ['a0: &a0 ["lol", "lol"]']
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.monotonic()
    assert problem_in("\n".join(laughs)) == (Code.ALIAS, 1, 5)
    assert time.monotonic() - began < 1


@given(st.text(max_size=80) | st.text("{}[]:,-?&*!|>'\"%@#\n ab", max_size=80))
def test_any_text_gives_values_or_a_located_problem(text):
    document = parse_document(text, "q.yaml")
    for problem in document.problems:
        assert problem.location.path == "q.yaml"
        assert problem.location.line is not None
        assert problem.message


def test_parser_without_the_c_library_says_the_same(monkeypatch):
    monkeypatch.setattr(marked_yaml, "_LOADER", yaml.SafeLoader)
    assert parsed("a: no\nb: [x, {c: 017}]\n") == {"a": "no", "b": ["x", {"c": "017"}]}
    assert problem_in("é: ééé\nb: é\x07\n") == (Code.BAD_CHARACTER, 2, 5)
    assert problem_in("a: &x 1\n") == (Code.ALIAS, 1, 4)
    assert problem_in('x: 1\na: "open\nb: 2\n') == (Code.BAD_YAML, 2, 4)


# -- files ----------------------------------------------------------------------------------------


def read(tmp_path, content):
    path = tmp_path / "q.yaml"
    path.write_bytes(content)
    return read_document(path)


def test_byte_order_mark_is_no_content(tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\n").value == {"a": "1"}


def test_windows_line_ends_are_line_ends(tmp_path):
    document = read(tmp_path, b"a: 1\r\nb: 2\r\n")
    assert document.value == {"a": "1", "b": "2"}
    assert document.place(("b",)).line == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a: één".encode("latin-1"), Code.NOT_UTF8),
        ("a: 1".encode("utf-16"), Code.NOT_UTF8),
        ("a: 1".encode("utf-16-le"), Code.BAD_CHARACTER),
        (b"a: \xed\xa0\xbd", Code.NOT_UTF8),
        (b"a: 1\n" * 300_000, Code.TOO_LARGE),
    ],
    ids=["Latin-1", "UTF-16", "UTF-16 without mark", "half a character", "large"],
)
def test_file_that_is_no_small_utf8_text(tmp_path, content, code):
    (problem,) = read(tmp_path, content).problems
    assert problem.code is code
    assert problem.location.path == str(tmp_path / "q.yaml")


def test_missing_and_unreadable_files(tmp_path):
    assert [p.code for p in read_document(tmp_path / "none.yaml").problems] == [Code.MISSING_FILE]
    (problem,) = read_document(tmp_path).problems
    assert problem.code is Code.UNREADABLE_FILE
    assert problem.location.line is None


def test_file_that_was_not_read_to_its_end_is_known(tmp_path):
    whole, cut = parse_document("a: 1", "w.yaml"), parse_document("b: [", "c.yaml")
    whole.graft(("part",), cut)
    assert whole.unread == {"c.yaml"}
    assert [p.location.path for p in whole.problems] == ["c.yaml"]
    assert whole.place(("part",)) == Location("c.yaml", 1, 1)
    assert read_document(tmp_path).unread == {str(tmp_path)}
