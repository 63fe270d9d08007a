"""Types into a spreadsheet as a hand would; run by a Python that knows LibreOffice (uno).

It reads strokes from its input, [[cell, words], …] as JSON, types each into the second sheet of
the file named first through LibreOffice's own keyboard, so with its lock and its lists, and saves
as the file named second. It prints what each cell then shows.
"""

import json
import sys
import threading

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_RESOLVER = "com.sun.star.bridge.UnoUrlResolver"
_OFFICE = "uno:pipe,name={};urp;StarOffice.ComponentContext"
_KEYBOARD = "org.libreoffice.uitest.UITest"
_TRIES, _PAUSE = 400, 0.05


def _named(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def _connect(pipe):
    """LibreOffice, as soon as it listens."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(_RESOLVER, here)
    for _ in range(_TRIES):
        try:
            return resolver.resolve(_OFFICE.format(pipe))
        except NoConnectException:
            threading.Event().wait(_PAUSE)
    raise SystemExit("LibreOffice does not answer.")


class _Hand:
    """A hand on the keyboard, and an eye on the cell."""

    def __init__(self, keyboard, document):
        self.view = document.CurrentController
        self.sheet = document.Sheets.getByIndex(1)
        self.view.setActiveSheet(self.sheet)
        self.grid = keyboard.getTopFocusWindow().getChild("grid_window")

    def types(self, cell, words):
        place = self.sheet.getCellRangeByName(cell)
        self.view.select(place)
        self.grid.executeAction("TYPE", _named(TEXT=words))
        self.grid.executeAction("TYPE", _named(KEYCODE="RETURN"))
        return place.String


def main(pipe, opened, saved):
    """Carry out the strokes."""
    office = _connect(pipe)
    make = office.ServiceManager.createInstanceWithContext
    desktop = make("com.sun.star.frame.Desktop", office)
    document = desktop.loadComponentFromURL(opened, "_blank", 0, ())
    hand = _Hand(make(_KEYBOARD, office), document)
    outcomes = [hand.types(cell, words) for cell, words in json.load(sys.stdin)]
    document.storeToURL(saved, _named(FilterName="Calc MS Excel 2007 XML"))
    print(json.dumps(outcomes))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
