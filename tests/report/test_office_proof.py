"""The office files in LibreOffice: each opens, and prints as many pages as it should."""

import subprocess

import pytest
from pypdf import PdfReader

from servicescan.model.formats import Format
from servicescan.report.papers import write_paper

pytestmark = pytest.mark.proof


@pytest.mark.parametrize(
    ("format_", "pages"),
    [
        (Format.DOCX, range(40, 110)),
        (Format.PPTX, range(10, 11)),
        (Format.XLSX, range(10, 30)),
    ],
)
def test_libreoffice_opens_it(demo, language, tmp_path, format_, pages):
    made = tmp_path / f"report.{format_}"
    write_paper(format_, demo, language, made)
    home = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(made)], check=True, capture_output=True
    )
    printed = PdfReader(made.with_suffix(".pdf"))
    assert len(printed.pages) in pages
    assert demo.workspace.client in "".join(page.extract_text() for page in printed.pages[:3])
