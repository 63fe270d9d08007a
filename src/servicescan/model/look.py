"""How one client's report looks: logo, two colours, paper. No code, no fonts."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The size of a page."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a scan may say about the looks of its report; empty means as shipped."""

    #: a PNG, JPEG or SVG inside the workspace
    logo: str = ""
    #: #RRGGBB, for where the organisation stands now
    main: str = ""
    #: #RRGGBB, for targets and warnings
    accent: str = ""
    #: on the cover and at the foot of every page, instead of "confidential"
    confidentiality: str = ""
    paper: Paper = Paper.A4


@dataclass(frozen=True, slots=True)
class Picture:
    """A checked picture: how its file name ends, and its bytes."""

    suffix: str
    content: bytes
