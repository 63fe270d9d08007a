"""The report on paper: assessed, written in the formats asked for, nothing overwritten."""

import datetime
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from servicescan.cli.clock import today
from servicescan.cli.console import note, say, say_line
from servicescan.cli.issuing import Outcome, read_outcome
from servicescan.cli.results.as_json import FILE, format_results
from servicescan.cli.watching import PAUSE, watch
from servicescan.i18n import Speaker
from servicescan.model.colour import readable
from servicescan.model.formats import Format
from servicescan.model.look import Look
from servicescan.model.text import Language
from servicescan.problems import UserError
from servicescan.report.papers import check_libraries, write_paper
from servicescan.report.pdf import Enclosure
from servicescan.report.rescue import Printed
from servicescan.report.together import Line, helping
from servicescan.report.writer import Scan as Paper
from servicescan.storage.look_files import read_logo
from servicescan.storage.workspace import report_path

_ENDINGS = {f".{format_}": format_ for format_ in Format}


def write_report(
    folder: Path,
    lang: Language | None,
    output: Path | None,
    formats: Sequence[Format] = (),
    own_theme: Path | None = None,
) -> Callable[[], None]:
    """Assess the answers in a workspace, write the report and say where it is.

    Returns what writes the same files once more, from what the workspace holds then.

    Raises:
        UserError: there are no answers, or this system lacks what makes such files.
    """
    asked = asked_formats(formats, output)
    for format_ in asked:
        check_libraries(format_)
    # only of the shipped theme is it known how a report can be halved
    two = Format.PDF in asked and own_theme is None
    with helping(wanted=two) as helper:
        outcome, day = answered(folder), today()
        language = lang or outcome.scan.workspace.language
        targets = _named(asked, output) if output else _in_scan(asked, folder, day, language)

        def write(found: Outcome, helper: Line | None) -> None:
            _write(found, paper_of(found, day, own_theme), language, targets, helper)

        write(outcome, helper)

    def write_again() -> None:
        with helping(wanted=two) as helper:
            write(answered(folder), helper)

    return write_again


def _write(
    outcome: Outcome,
    paper: Paper,
    language: Language,
    targets: Mapping[Format, Path],
    helper: Line | None,
) -> None:
    """Write each file and say where it is."""
    speaker = Speaker(language)
    outcome.go_out(paper.day)
    for remark in (*outcome.remarks(speaker), *darkened(paper.workspace.look, speaker)):
        say(remark)
    for format_, target in targets.items():
        printed = write_paper(format_, paper, language, target, helper)
        for remark in on_paper(printed, speaker):
            note(remark)
        if printed.pages:
            say_line(speaker._("Report of {n} pages: {path}", n=printed.pages, path=target))
        else:
            say_line(speaker._("Report: {path}", path=target))


def on_paper(printed: Printed, speaker: Speaker) -> Iterator[str]:
    """What came on paper otherwise than it was typed."""
    for shift in printed.left_out:
        yield speaker._("{shift}: a note cannot be printed; a line says so.", shift=shift)
    if printed.respelled:
        yield speaker._(
            "Some letters are not in the report's typeface: the PDF has them in Latin letters, "
            "the web page as they were typed."
        )


def paper_of(found: Outcome, day: datetime.date, own_theme: Path | None) -> Paper:
    """What a report of an outcome is made from."""
    return Paper(
        assessment=found.assessment,
        questionnaire=found.scan.questionnaire,
        workspace=found.scan.workspace,
        day=day,
        logo=read_logo(found.scan.workspace.look, found.folder),
        own_theme=own_theme,
        figures=_figures(found, day),
    )


def _figures(found: Outcome, day: datetime.date) -> Enclosure:
    """The printed figures, to travel with the report."""
    scan = found.scan
    return Enclosure(
        name=FILE,
        description="The figures of this report; docs/results-json.md describes them",
        text=format_results(found.assessment, scan.questionnaire, scan.workspace),
        day=day,
    )


def darkened(look: Look, speaker: Speaker) -> Iterator[str]:
    """Each colour that could not be read as it was."""
    for colour in (look.main, look.accent):
        used = colour and readable(colour)
        if used != colour:
            yield speaker._(
                "{colour} is too light for text on paper; {used} was used instead.",
                colour=colour,
                used=used,
            )


def watch_report(make: Callable[[], None], folder: Path, own_theme: Path | None) -> None:
    """Write the report again after each change to the scan or the theme, until Ctrl-C."""
    say_line("Watching for changes. Ctrl-C stops.")
    folders = [folder, *([own_theme] if own_theme else [])]
    watch(folders, make, lambda: time.sleep(PAUSE))


def answered(folder: Path) -> Outcome:
    """What came out of a scan.

    Raises:
        UserError: there are no answers.
    """
    outcome = read_outcome(folder)
    if not outcome.responses:
        raise UserError(
            f"{folder}: there are no answers yet. Start with “servicescan interview”, "
            "or take answers in with “servicescan collect”."
        )
    return outcome


def asked_formats(formats: Sequence[Format], output: Path | None) -> tuple[Format, ...]:
    """The formats, each once; without any, what the ending of ``output`` says, or PDF."""
    ending = _ENDINGS.get(output.suffix.lower()) if output else None
    if formats and ending and output and ending not in formats:
        raise UserError(
            f"{output}: ends in “{output.suffix}”, but --format asks for {', '.join(formats)}. "
            "Change one of the two.",
            exit_code=2,
        )
    return tuple(dict.fromkeys(formats or [ending or Format.PDF]))


def _named(formats: Sequence[Format], output: Path) -> dict[Format, Path]:
    """The files that ``output`` stands for: itself, or for several formats one with each ending.

    Raises:
        UserError: one of them exists already.
    """
    stem = output.with_suffix("") if output.suffix.lower() in _ENDINGS else output
    found = {
        format_: output if len(formats) == 1 else stem.with_name(f"{stem.name}.{format_}")
        for format_ in formats
    }
    for path in found.values():
        if path.exists():
            raise UserError(f"{path}: exists already. Choose another name.")
    return found


def _in_scan(
    formats: Sequence[Format], folder: Path, day: datetime.date, language: str
) -> dict[Format, Path]:
    """New files among the reports of a scan."""
    return {format_: report_path(folder, day, language, format_) for format_ in formats}
