"""The house keeps its own rules: walls, sizes, names, and a quick start."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import servicescan

SOURCE = Path(servicescan.__file__).parent
ROOT = Path(__file__).parent.parent
MODULES = sorted(SOURCE.rglob("*.py"))
MAX_MODULE, MAX_FUNCTION = 300, 35
#: names that say nothing about what a module or class is
EMPTY_NAMES = {"utils", "helpers", "common", "manager", "handler", "processor", "base"} | {
    *("data", "info", "misc", "tools")
}
HEAVY = {"weasyprint", "jinja2", "yaml", "babel", "mpmath", "openpyxl", "docx", "pptx", "lxml"}


def name_of(path):
    return path.relative_to(SOURCE).as_posix()


def run(*command):
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )


def test_walls_between_the_rooms_hold():
    program = Path(sys.executable).with_name("lint-imports")
    found = run(str(program), "--no-cache")
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_fits_on_a_few_screens(path):
    assert len(path.read_text("utf-8").splitlines()) <= MAX_MODULE


def functions_in(tree):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def length(function):
    """Lines from ``def`` to the end, without the docstring."""
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path):
    functions = functions_in(ast.parse(path.read_text("utf-8")))
    found = {each.name: length(each) for each in functions if length(each) > MAX_FUNCTION}
    assert found == {}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_what_a_thing_is(path):
    tree = ast.parse(path.read_text("utf-8"))
    classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    words = set(re.split(r"[_/]", name_of(path).removesuffix(".py")))
    words |= {word.lower() for name in classes for word in re.findall(r"[A-Z][a-z]*", name)}
    assert words & EMPTY_NAMES == set()


def loaded_by(*arguments):
    """Names of the modules that a run of the program loads."""
    found = run(sys.executable, "-X", "importtime", "-m", "servicescan", *arguments)
    assert found.returncode == 0, found.stderr[-2000:]
    names = re.findall(r"^import time:.*\| +(\S+)$", found.stderr, re.MULTILINE)
    return {name.split(".")[0] for name in names}, found.stdout


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_asking_for_help_loads_nothing_heavy(option):
    names, printed = loaded_by(option)
    assert "typer" in names, "the search for module names is broken"
    assert names & HEAVY == set()
    assert printed.strip()


def test_nothing_reaches_for_the_network():
    """No module that talks to other machines is imported anywhere in the program."""
    outside = {"socket", "ssl", "http", "urllib", "requests", "httpx", "ftplib", "smtplib"}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {name.split(".")[0] for name in names} & outside == set(), name_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_terminal_prints(path):
    if path.is_relative_to(SOURCE / "cli") or path.name == "__main__.py":
        return
    calls = [
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert not {"print", "input", "exit"} & set(calls)
