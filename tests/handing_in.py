"""What was filled in elsewhere is collected, and held against what was meant."""

from dataclasses import replace
from pathlib import Path

from servicescan.model.response import Answer, Response
from servicescan.model.text import Language
from servicescan.storage.exchange import collect
from servicescan.storage.workspace import read_responses, read_scan


def hand_in(folder: Path, *paths: Path) -> tuple[Response, ...]:
    """Files are collected; the responses that then stand in the scan."""
    questionnaire = read_scan(folder).questionnaire
    for delivery in collect(paths, folder, questionnaire, Language.NL):
        assert delivery.problems == []
    return read_responses(folder, questionnaire)


def plain(response: Response) -> dict[str, Answer]:
    """The answers without fingerprints."""
    return {id_: replace(each, fingerprint="") for id_, each in response.answers.items()}
