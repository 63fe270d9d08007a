"""Pages of a PDF as a reader sees them."""

from pathlib import Path

from pypdfium2 import PdfDocument


def words_of(path: Path) -> list[str]:
    """What can be read on each page; U+FFFE stands where a word was broken at the end of a line."""
    with PdfDocument(path) as found:
        return [page.get_textpage().get_text_range() for page in found]
