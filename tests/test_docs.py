"""What the documents say is so: commands run, keys exist, links lead somewhere."""

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from typer.main import get_command

from scans import uncounted
from servicescan.cli.app import app
from servicescan.model import questionnaire as questionnaire_model
from servicescan.model import recommendation as recommendation_model
from servicescan.problems import Code
from servicescan.storage.questionnaires import check_questionnaire, read_questionnaire

CHECKOUT = Path(__file__).parent.parent
README = CHECKOUT / "README.md"
FORMAT = CHECKOUT / "docs" / "questionnaire-format.md"
REFERENCE = CHECKOUT / "docs" / "cli.md"
PAGES = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")])
PROGRAM_FOLDER = Path(sys.executable).parent


def words_of(path):
    return path.read_text("utf-8")


def leaves(command, name="servicescan"):
    """Every command that does something, by its full name."""
    inner = getattr(command, "commands", {})
    if not inner:
        return {name: command}
    found = {}
    for key, each in inner.items():
        found |= leaves(each, f"{name} {key}")
    return found


COMMANDS = leaves(get_command(app))


# -- the README's commands ------------------------------------------------------------------------


def commands_of(path):
    blocks = re.findall(r"<!-- tested -->\n```sh\n(.*?)```", words_of(path), re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def environment():
    path = f"{PROGRAM_FOLDER}{os.pathsep}{os.environ['PATH']}"
    return {**uncounted(), "PATH": path, "COLUMNS": "80", "LINES": "24", "TERM": "xterm"}


def run(command, folder):
    return subprocess.run(
        ["bash", "-ec", command],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def hold_interview(command, folder):
    """Answer a few questions as a person would, then stop."""
    person = pexpect.spawn(
        "bash",
        ["-ec", command],
        cwd=str(folder),
        env=environment(),
        encoding="utf-8",
        dimensions=(24, 80),
        timeout=30,
    )
    for shown, key in (("Press Enter", " "), ("question 1", "3"), ("question 2", "4"), ("✓", "q")):
        person.expect_exact(shown)
        person.send(key)
    person.expect(pexpect.EOF)
    person.close()
    return person.exitstatus


def test_the_tour_of_the_readme_works(tmp_path):
    assert run("servicescan demo demo-en --lang en", tmp_path).returncode == 0
    commands = commands_of(README)
    for command in commands:
        if command.startswith("servicescan interview"):
            assert hold_interview(command, tmp_path) == 0
            [saved] = tmp_path.glob("my-scan/responses/*.json")
            assert re.findall(r'"level": (\d)', words_of(saved)) == ["3", "4"]
        else:
            outcome = run(command, tmp_path)
            assert outcome.returncode == 0, f"{command}\n{outcome.stdout}{outcome.stderr}"
    told = {command.split()[1] for command in commands}
    assert told == {"new", "interview", "forms", "invite", "collect", "status", "results", "report"}
    assert tmp_path.joinpath("rapport.pdf").read_bytes().startswith(b"%PDF")
    assert list(tmp_path.glob("my-scan/reports/*.pdf"))


def test_the_readme_counts_the_questions():
    count = len(read_questionnaire("service-excellence").questions)
    assert f"**{count} observable questions" in words_of(README)


def test_documents_named_in_the_code_exist():
    sources = CHECKOUT.glob("src/**/*.py")
    named = {name for path in sources for name in re.findall(r"docs/[\w/-]+\.md", words_of(path))}
    assert [name for name in sorted(named) if not CHECKOUT.joinpath(name).exists()] == []


# -- names in the documents -----------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_a_file(page):
    links = re.findall(r"\]\(([^)#:\s]+)\)", words_of(page))
    assert [link for link in links if not page.parent.joinpath(link).exists()] == []


def commands_named_in(page):
    """In running text between backquotes; in blocks of code, a line each."""
    code = r"`(servicescan [a-z][^`\n]*)`|^(?: {4})?(servicescan [a-z-].*)$"
    text = re.sub(r"^(?!    |`)(?=servicescan )", ">", words_of(page), flags=re.MULTILINE)
    fenced = "\n".join(re.findall(r"```sh\n(.*?)```", words_of(page), re.DOTALL))
    return [quoted or line for quoted, line in re.findall(code, f"{text}\n{fenced}", re.MULTILINE)]


def unknown_in(command):
    """The words of a command line that the program would not understand."""
    name = next((name for name in COMMANDS if f"{command} ".startswith(f"{name} ")), None)
    if name is None:
        groups = {name.rpartition(" ")[0] for name in COMMANDS}
        return [] if command in groups else [command]
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    used = re.findall(r"(?<= )--?[a-z][a-z-]*", command)
    return [f"{name} {option}" for option in used if option not in {*options, "--help"}]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_command_or_option_that_does_not_exist(page):
    assert [word for command in commands_named_in(page) for word in unknown_in(command)] == []


def test_the_pages_do_name_commands():
    assert "servicescan doctor" in commands_named_in(README)
    assert any("my-scan --lang nl" in command for command in commands_named_in(README))
    assert unknown_in("servicescan report --colour") == ["servicescan report --colour"]
    assert unknown_in("servicescan explode") == ["servicescan explode"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_verb_that_the_makefile_does_not_have(page):
    verbs = re.findall(r"^([a-z]+):", words_of(CHECKOUT / "Makefile"), re.MULTILINE)
    named = re.findall(r"(?:`|^ *)make ([a-z ]+?)(?:`|  |$)", words_of(page), re.MULTILINE)
    assert [verb for group in named for verb in group.split() if verb not in verbs] == []


# -- what is made from the code -------------------------------------------------------------------


def test_generated_files_are_fresh():
    command = [sys.executable, str(CHECKOUT / "docs" / "generate.py"), "--check"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stdout) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_has_every_command_with_every_option(name):
    parts = re.split(r"^## ", words_of(REFERENCE), flags=re.MULTILINE)
    own = next(part for part in parts if part.startswith(f"{name}\n"))
    options = [option for parameter in COMMANDS[name].params for option in parameter.opts]
    long = [option for option in options if option.startswith("--")]
    assert [option for option in long if option not in own] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name):
    assert COMMANDS[name].help


# -- the format of a questionnaire ----------------------------------------------------------------


def documented(title):
    """Key -> "yes" or "no", from the table with this title."""
    table = words_of(FORMAT).split(f"<!-- keys: {title} -->\n")[1].split("\n\n")[0]
    rows = [[cell.strip(" `") for cell in row.split("|")[1:4]] for row in table.splitlines()[2:]]
    return {key: needed for key, needed, _ in rows}


def declared(noun):
    """Key -> "yes" or "no", from the model."""
    return {
        field.name.rstrip("_"): "yes" if field.default is dataclasses.MISSING else "no"
        for field in dataclasses.fields(noun)
    }


NOUNS = [
    noun
    for module in (questionnaire_model, recommendation_model)
    for noun in vars(module).values()
    if isinstance(noun, type)
    and dataclasses.is_dataclass(noun)
    and noun.__module__ == module.__name__
    and noun is not questionnaire_model.Questionnaire
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_key_is_documented(noun):
    assert documented(noun.__name__) == declared(noun)


def test_every_key_of_a_questionnaire_is_documented():
    both = {**documented("Questionnaire"), **documented("Questionnaire, in other files")}
    assert both == declared(questionnaire_model.Questionnaire)


def test_the_example_of_the_format_is_right_as_far_as_it_goes(tmp_path, monkeypatch):
    examples = re.findall(
        r"<!-- example: (\S+) -->\n```yaml\n(.*?)```", words_of(FORMAT), re.DOTALL
    )
    folder = tmp_path / "my-questionnaire"
    for name, content in examples:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    _, problems = check_questionnaire(folder.relative_to(tmp_path))
    assert {problem.code for problem in problems} == {
        Code.TOO_FEW_QUESTIONS,
        Code.MISSING_RECOMMENDATION,
    }
    said = re.findall(r"<!-- says -->\n```\n(.*?)```", words_of(FORMAT), re.DOTALL)[0]
    assert set(said.splitlines()) <= {str(problem) for problem in problems}


# -- the set-up -----------------------------------------------------------------------------------


def test_make_alone_prints_the_verbs():
    make = shutil.which("make")
    outcome = subprocess.run([make], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    for verb in ("demo", "test", "check", "fix", "golden", "bench", "docs"):
        assert f"make {verb} " in outcome.stdout


def test_pinned_versions_have_hashes_and_no_addresses():
    pins = words_of(CHECKOUT / "constraints.txt")
    assert "://" not in pins
    assert not re.search(r"^ *--(index|find|extra|trusted)", pins, re.MULTILINE)
    for pin in re.split(r"\n(?=\S)", pins.split("\n\n", 1)[1]):
        assert re.match(r"[a-z0-9._-]+==\S+ \\\n +--hash=sha256:", pin), pin
