"""The worked example: an invented organisation, shipped as data."""

import json
from pathlib import Path
from typing import Any

from servicescan import resources
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.storage.marked_yaml import read_document
from servicescan.storage.questionnaires import read_questionnaire
from servicescan.storage.responses import parse_responses, save_response
from servicescan.storage.saving import write_safely
from servicescan.storage.workspace import SETTINGS, response_path

_QUESTIONNAIRE = "service-excellence"
_RESPONSES = "responses.json"


def create_demo(folder: Path, language: Language) -> None:
    """Fill a folder with the worked example; one that holds it already stays as it is.

    Raises:
        UserError: the folder holds something else.
    """
    shipped = resources.shipped("questionnaires", _QUESTIONNAIRE, "demo")
    settings = (shipped / f"servicescan-{language}.yaml").read_text(encoding="utf-8")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if _holds_demo(folder):
            return
        raise UserError(f"{folder}: not empty. Name another folder for the example.")
    questionnaire = read_questionnaire(_QUESTIONNAIRE)
    data = json.loads((shipped / _RESPONSES).read_text(encoding="utf-8"))
    spoken = json.dumps([_in(language, item) for item in data], ensure_ascii=False)
    for response in parse_responses(spoken, _RESPONSES, questionnaire):
        save_response(response_path(folder, response), response)
    # last, so that a folder with settings is a whole example
    write_safely(folder / SETTINGS, settings)


def _holds_demo(folder: Path) -> bool:
    """The folder holds an invented organisation, perhaps of an earlier version."""
    settings = read_document(folder / SETTINGS).value
    return isinstance(settings, dict) and settings.get("fictitious") == "true"


def _in(language: Language, value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """The data with each text in one language; a control total of the original goes."""
    if isinstance(value, dict):
        if value.keys() == set(Language):
            return value[language]
        kept = {key: _in(language, item) for key, item in value.items() if key != "check"}
        return kept | {"language": str(language)} if "respondent" in kept else kept
    return [_in(language, item) for item in value] if isinstance(value, list) else value
