"""The XLSForm before the judges of its makers: pyxform and ODK Validate."""

import pytest

pytestmark = pytest.mark.proof


@pytest.mark.parametrize("audience", ["front_line", "leadership", "hr", "process_owner", "partner"])
def test_xlsform_is_accepted_without_a_warning(scan_folder, audience):
    from pyxform.xls2xform import convert

    from servicescan.__main__ import run

    wishes = ("--audience", audience, "--unit", "Noord", "--unit", "Zuid Oost")
    assert run(["forms", "-w", str(scan_folder), "--format", "xlsform", *wishes]) == 0
    (path,) = (scan_folder / "forms").iterdir()
    warnings: list[str] = []
    # with validate, pyxform hands the form to ODK Validate and raises what it has against it
    judged = convert(str(path), validate=True, warnings=warnings)
    assert (warnings, judged.warnings) == ([], [])
    for language in ("Nederlands (nl)", "English (en)"):
        assert f'lang="{language}"' in judged.xform
