"""What a report can be written as."""

from enum import StrEnum


class Format(StrEnum):
    """The kinds of file; the value is the ending of its name."""

    PDF = "pdf"
    #: one page for a browser, with everything in it
    HTML = "html"
    #: text to work on
    DOCX = "docx"
    #: ten slides for the board
    PPTX = "pptx"
    #: the numbers
    XLSX = "xlsx"
