"""A questionnaire folder to a checked questionnaire, and the schemas for editors."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from servicescan import resources
from servicescan.model.questionnaire import Lens, Questionnaire, Shift
from servicescan.model.workspace import Workspace
from servicescan.problems import BadFiles, Code, Location, Problem, UserError
from servicescan.storage.binding import bind
from servicescan.storage.compiled import fetch, keep, key_of
from servicescan.storage.exact import Inexact, read_exactly
from servicescan.storage.hints import near
from servicescan.storage.marked_yaml import Document, read_document

if TYPE_CHECKING:
    from servicescan.model.rules import Breach

HEAD = "questionnaire.yaml"
SCHEMAS = "schemas"
#: parts of a questionnaire that stand in files of their own
_PARTS = ("shifts", "basics", "culture")


def shipped_questionnaires() -> dict[str, Path]:
    """Id -> folder of the questionnaires that come with the program."""
    root = resources.shipped("questionnaires")
    return {folder.name: folder for folder in sorted(root.iterdir()) if (folder / HEAD).exists()}


def find_folder(name_or_folder: str) -> Path:
    """The folder of a shipped questionnaire, or the folder that was named.

    Raises:
        UserError: there is no such questionnaire.
    """
    shipped = shipped_questionnaires()
    if name_or_folder in shipped:
        return shipped[name_or_folder]
    folder = Path(name_or_folder)
    if (folder / HEAD).exists():
        return folder
    problem = Problem(
        code=Code.UNKNOWN_QUESTIONNAIRE,
        location=Location(str(folder / HEAD)),
        details={"id": name_or_folder, "hint": near(name_or_folder, shipped)},
    )
    raise UserError(str(problem))


def read_questionnaire(name_or_folder: str) -> Questionnaire:
    """Read and check a questionnaire.

    Raises:
        BadFiles: with every problem, each at its place.
    """
    return read_checked(find_folder(name_or_folder))


def read_checked(folder: Path) -> Questionnaire:
    """The questionnaire in a folder; one that was found sound before is not checked again.

    Raises:
        BadFiles: with every problem, each at its place.
    """
    key = key_of(_files(folder))
    try:
        return read_exactly(Questionnaire, fetch(key))
    except Inexact:
        pass
    document = _whole(folder)
    questionnaire, problems = _checked(document)
    if questionnaire is None or problems:
        raise BadFiles(problems)
    keep(key, document.value)
    return questionnaire


def check_questionnaire(
    folder: Path, *, strict: bool = False
) -> tuple[Questionnaire | None, list[Problem]]:
    """The questionnaire as far as it can be built, and everything that is wrong with it.

    ``strict`` adds matters of style, which do not stop a questionnaire from being used.
    """
    return _checked(_whole(folder), strict=strict)


def _checked(
    document: Document, *, strict: bool = False
) -> tuple[Questionnaire | None, list[Problem]]:
    from servicescan.model.rules import breaches

    questionnaire = bind(Questionnaire, document)
    found = list(breaches(questionnaire)) if questionnaire else []
    if questionnaire and strict and not document.problems and not found:
        from servicescan.model.style import matters

        found += matters(questionnaire)
    return questionnaire, [*document.problems, *(_problem(document, each) for each in found)]


def _files(folder: Path) -> list[Path]:
    """Every file that a questionnaire is made of."""
    heads = (folder / f"{name}.yaml" for name in ("basics", "culture"))
    return [folder / HEAD, *sorted((folder / "shifts").glob("*.yaml")), *filter(Path.exists, heads)]


def _problem(document: Document, breach: "Breach") -> Problem:
    """A broken rule at its place, with a hint where a known word is near."""
    details = dict(breach.details)
    if breach.known:
        unknown = details.get("id") or details.get("marker") or details.get("value")
        details["hint"] = near(str(unknown), breach.known)
    return Problem(code=breach.code, location=document.place(breach.path), details=details)


def _whole(folder: Path) -> Document:
    """All files of the folder as one document: head, shifts in order of file name, lenses."""
    document = read_document(folder / HEAD)
    if not isinstance(document.value, dict):
        at, details = document.place(()), {"expected": "keys with values"}
        document.give_up(Problem(code=Code.WRONG_TYPE, location=at, details=details))
        document.value = {}
    for key in _PARTS:
        if key in document.value:
            at = document.place((key,))
            document.problems.append(
                Problem(code=Code.UNKNOWN_KEY, location=at, details={"key": key})
            )
    shifts = [read_document(path) for path in sorted((folder / "shifts").glob("*.yaml"))]
    for number, shift in enumerate(shifts):
        document.graft(("shifts", number), shift)
    document.value["shifts"] = [shift.value for shift in shifts]
    for name in ("basics", "culture"):
        if (folder / f"{name}.yaml").exists():
            lens = read_document(folder / f"{name}.yaml")
            document.graft((name,), lens)
            document.value[name] = lens.value
    return document


def copy_questionnaire(name: str, target: Path) -> None:
    """Copy a questionnaire, to make one's own; schemas go along so that editors keep helping.

    Raises:
        UserError: the target exists, or a file cannot be copied.
    """
    import shutil

    source = find_folder(name)
    if target.exists():
        raise UserError(f"{target}: exists already. Choose another folder.")
    try:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("demo"))
    except shutil.Error as error:
        file, _, reason = error.args[0][0]
        raise UserError(f"{file}: cannot be copied ({reason}). Mend or remove it.") from None
    schemas = target.parent / SCHEMAS
    if not schemas.exists():
        shutil.copytree(resources.shipped("questionnaires", SCHEMAS), schemas)


def schemas() -> dict[str, dict[str, Any]]:
    """File name -> JSON Schema, made from the model so that they cannot disagree with it."""
    from servicescan.storage.validating import adapter

    head = adapter(Questionnaire).json_schema()
    for part in _PARTS:
        head["properties"].pop(part)
    found = {
        "questionnaire.schema.json": head,
        "shift.schema.json": adapter(Shift).json_schema(),
        "lens.schema.json": adapter(Lens).json_schema(),
        "workspace.schema.json": adapter(Workspace).json_schema(),
    }
    return {name: _tidy(schema, name) for name, schema in found.items()}


def _tidy(schema: dict[str, Any], name: str) -> dict[str, Any]:
    dialect = "https://json-schema.org/draft/2020-12/schema"
    used = _used_definitions(schema)
    schema["$defs"] = {key: value for key, value in schema["$defs"].items() if key in used}
    return {"$schema": dialect, "title": name.removesuffix(".schema.json"), **schema}


def _used_definitions(schema: dict[str, Any]) -> set[str]:
    """The definitions that a schema still refers to after parts were taken out."""
    found: set[str] = set()
    waiting: list[object] = [{k: v for k, v in schema.items() if k != "$defs"}]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(schema["$defs"][name])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found
