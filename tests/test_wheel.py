"""A wheel works outside the checkout, with everything it needs inside it."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
NEEDED = (
    "py.typed",
    "shipped/questionnaires/schemas/shift.schema.json",
    "shipped/questionnaires/service-excellence/questionnaire.yaml",
    "shipped/questionnaires/service-excellence/basics.yaml",
    "shipped/questionnaires/service-excellence/culture.yaml",
    "shipped/questionnaires/service-excellence/demo/servicescan-nl.yaml",
    "shipped/questionnaires/service-excellence/demo/servicescan-en.yaml",
    "shipped/questionnaires/service-excellence/demo/responses.json",
    "shipped/reports/gap/report.html.j2",
    "shipped/reports/gap/report.css",
    "shipped/reports/forms/form.html.j2",
    "shipped/reports/forms/form.js",
    "shipped/translations/nl.po",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    return next(folder.glob("servicescan-*.whl"))


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """The command, installed from the wheel; the libraries come from the present environment."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=False)
    scheme = sysconfig.get_preferred_scheme("prefix")
    paths = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", scheme, vars=paths))
    python = Path(sysconfig.get_path("scripts", scheme, vars=paths)) / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    command += ["--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    packages.joinpath("libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python.with_name("servicescan")


def run(program, folder, *arguments):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [program, *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", NEEDED)
def test_the_wheel_holds(wheel, name):
    assert f"servicescan/{name}" in zipfile.ZipFile(wheel).namelist()


def test_the_wheel_holds_all_content_of_the_checkout(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    missing = [
        path.relative_to(CHECKOUT).as_posix()
        for folder in ("questionnaires", "reports/gap", "translations")
        for path in CHECKOUT.joinpath(folder).rglob("*")
        if path.is_file()
        and f"servicescan/shipped/{path.relative_to(CHECKOUT).as_posix()}" not in inside
    ]
    assert missing == []


def test_the_wheel_holds_fonts_with_their_licences(wheel):
    inside = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith(".ttf") for name in inside)
    assert any("licenses" in name and "LICENSE-Source" in name for name in inside)


def test_the_shipped_questionnaire_has_no_problem(program, tmp_path):
    outcome = run(program, tmp_path, "questionnaire", "check", "service-excellence")
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_the_installed_program_is_not_the_checkout(program, tmp_path):
    python = program.with_name("python")
    code = "import servicescan; print(servicescan.__file__)"
    outcome = run(python, tmp_path, "-c", code)
    assert not Path(outcome.stdout.strip()).is_relative_to(CHECKOUT)


def test_the_demo_makes_a_report(program, tmp_path):
    outcome = run(program, tmp_path, "demo", "demo", "--lang", "nl")
    assert outcome.returncode == 0, outcome.stderr
    assert [path.suffix for path in tmp_path.glob("demo/reports/*")] == [".pdf"]
