"""The quick reader agrees with the careful one, or leaves the value to it."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TESTS
from servicescan.model.questionnaire import Questionnaire
from servicescan.model.response import Response
from servicescan.model.workspace import Workspace
from servicescan.storage import questionnaires
from servicescan.storage.exact import Inexact, read_exactly
from servicescan.storage.marked_yaml import read_document
from servicescan.storage.questionnaires import read_checked, shipped_questionnaires
from servicescan.storage.validating import adapter

FOLDERS = [TESTS / "sound", *shipped_questionnaires().values()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_whole_questionnaires_are_read_alike(folder):
    document = questionnaires._whole(folder)  # noqa: SLF001 - the place where the choice is made
    assert read_exactly(Questionnaire, document.value) == adapter(Questionnaire).validate_python(
        document.value
    )


SCALARS = st.one_of(
    *(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=2)),
    *(st.sampled_from(["3", "03", " 3", "3.5", "-1", "true", "False", "nl", "quick", "1/3", "٣"]),),
)
SETTINGS = {
    "questionnaire": "q",
    "version": "1",
    "client": "c",
    "language": "nl",
    "audiences": {"lead": {"invited": "3"}},
    "targets": {"S1": "3.5"},
    "importance": {"S1": "2"},
    "thresholds": {"mean": "6"},
    "fictitious": "true",
    "intro": {"nl": "a", "en": "b"},
}
ANSWERED = {
    "questionnaire": "q",
    "version": "1",
    "respondent": {"code": "aa", "audience": "lead"},
    "day": "2026-11-22",
    "mode": "self",
    "answers": {"S1": {"level": 3, "quote": True}},
    "waiting": {"S2": {"note": "n", "evidence": "told"}},
    "private": {"S2": "p"},
    "parked": ["a"],
}


def paths_in(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_in(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from paths_in(inner, (*path, place))


def changed(value, path, new):
    """A copy with another value at this path."""
    if not path:
        return new
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return copy


@pytest.mark.parametrize(("type_", "value"), [(Workspace, SETTINGS), (Response, ANSWERED)])
@given(data=st.data())
def test_whatever_is_changed_the_quick_reader_never_says_something_else(type_, value, data):
    path = data.draw(st.sampled_from(list(paths_in(value))))
    new = data.draw(SCALARS | st.just([]) | st.just({}) | st.just({"odd": "x"}))
    other = changed(value, path, new)
    try:
        found = read_exactly(type_, other)
    except Inexact:
        return
    assert found == adapter(type_).validate_python(other)


def test_what_is_exactly_right_is_read():
    assert read_exactly(Workspace, SETTINGS).targets == {"S1": Fraction(7, 2)}
    assert read_exactly(Response, ANSWERED) == adapter(Response).validate_python(ANSWERED)


# -- the cache ------------------------------------------------------------------------------------


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "servicescan"


def test_a_sound_questionnaire_is_read_from_yaml_once(cache, sound_copy, monkeypatch):
    first = read_checked(sound_copy)
    (entry,) = cache.iterdir()
    assert entry.stat().st_mode & 0o077 == 0
    monkeypatch.setattr(questionnaires, "read_document", None)
    assert read_checked(sound_copy) == first


def test_another_content_is_another_questionnaire(cache, sound_copy):
    read_checked(sound_copy)
    head = sound_copy / "questionnaire.yaml"
    head.write_text(head.read_text("utf-8").replace("title: Sound", "title: Changed"), "utf-8")
    assert set(read_checked(sound_copy).title.words.values()) == {"Changed"}
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("harm", [b"", b"{", b"0" * 64 + b"\n{}", b"\xff\n{}"])
def test_a_damaged_entry_is_as_good_as_none(cache, sound_copy, harm):
    first = read_checked(sound_copy)
    (entry,) = cache.iterdir()
    entry.write_bytes(harm)
    assert read_checked(sound_copy) == first
    entry.write_bytes(entry.read_bytes().replace(b"Sound", b"Wrong"))
    assert read_checked(sound_copy) == first


def test_a_broken_questionnaire_is_never_kept(cache, sound_copy):
    (sound_copy / "culture.yaml").write_text("id: [", "utf-8")
    for _ in range(2):
        with pytest.raises(questionnaires.BadFiles):
            read_checked(sound_copy)
    assert not cache.exists()


def test_without_a_place_to_keep_it_everything_works(tmp_path, sound_copy, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert read_checked(sound_copy) == read_checked(sound_copy)


def test_old_entries_go(cache, sound_copy):
    head = sound_copy / "questionnaire.yaml"
    words = head.read_text("utf-8")
    for number in range(11):
        head.write_text(words.replace("title: Sound", f"title: Number {number}"), "utf-8")
        read_checked(sound_copy)
    assert len(list(cache.iterdir())) == 8


def test_settings_are_read_the_same_from_their_file(tmp_path):
    path = tmp_path / "settings.yaml"
    path.write_text(json.dumps(SETTINGS), "utf-8")
    assert read_exactly(Workspace, read_document(path).value) == read_exactly(Workspace, SETTINGS)
