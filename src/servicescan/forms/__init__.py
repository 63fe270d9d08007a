"""Blank forms: the questions of one audience, to be answered without this program."""

from enum import StrEnum


class Medium(StrEnum):
    """What a form is made for."""

    #: one page that opens in any browser, in both languages
    HTML = "html"
    #: a locked sheet for a spreadsheet program, in one language
    XLSX = "xlsx"
    #: for ODK, KoboToolbox and Enketo, in both languages
    XLSFORM = "xlsform"
