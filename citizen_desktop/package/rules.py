"""What can be wrong with a bag: every rule, its kind and its sentence.

The sections named are those of RFC 8493 (BagIt 1.0). A rule that the RFC only recommends is a warning.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from citizen_desktop.i18n import gettext

Value = str | int


class Kind(StrEnum):
    """The kinds of problems, as the command line prints them."""

    MISSING = "missing"
    UNEXPECTED = "unexpected"
    ALTERED = "altered"
    MANIFEST = "manifest"
    TAG = "tag"
    STRUCTURE = "structure"
    UNSAFE_PATH = "unsafe-path"
    LINK = "link"
    COLLISION = "collision"
    BOMB = "bomb"
    FETCH = "fetch"


class Rule(NamedTuple):
    """A rule: the kind of what breaks it, and the sentence about that, to be translated when it is shown."""

    kind: Kind
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or (as a warning) less than perfect.

    Args:
        rule: the rule that is broken.
        path: the file, from the bag's folder; empty for the bag or the zip itself.
        values: what the rule's sentence names.
    """

    rule: Rule
    path: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, rule: Rule, path: str, **values: Value) -> "Problem":
        """Return a problem with the values of its sentence."""
        return cls(rule, path, tuple(values.items()))

    @property
    def kind(self) -> Kind:
        """The kind of the problem."""
        return self.rule.kind

    @property
    def detail(self) -> str:
        """The sentence, in the language in use."""
        return gettext(self.rule.message).format(**dict(self.values))

    def value(self, name: str) -> Value | None:
        """Return one of the values, such as ``expected`` and ``found`` of an altered file."""
        return dict(self.values).get(name)


def N_(message: str) -> str:  # noqa: N802  the name that gettext's tools know
    """Mark a message for translation."""
    return message


# ---------------------------------------------------------------- files and their digests

MISSING: Final = Rule(Kind.MISSING, N_("{manifest} lists it, but it is not there."))
REQUIRED: Final = Rule(Kind.MISSING, N_("A draft package always has this file, but it is not there."))
UNEXPECTED: Final = Rule(Kind.UNEXPECTED, N_("No manifest lists it."))
NOT_IN_PROFILE: Final = Rule(Kind.UNEXPECTED, N_("A draft package has no such file."))
ALTERED: Final = Rule(Kind.ALTERED, N_("{manifest} says {expected}, but its {algorithm} is {found}."))
CRC: Final = Rule(Kind.ALTERED, N_("Its checksum in the zip does not match its content."))
SHORT: Final = Rule(Kind.ALTERED, N_("It ends too early: {found} of {expected} bytes."))
DAMAGED: Final = Rule(Kind.ALTERED, N_("Its compressed content is damaged."))
SEAL: Final = Rule(Kind.ALTERED, N_("The zip's own directory is not as it was when the package was made."))

# ---------------------------------------------------------------- manifests (2.1.3, 2.2.1)

LINE: Final = Rule(Kind.MANIFEST, N_("Line {line} is not a checksum and a path."))
CHECKSUM: Final = Rule(Kind.MANIFEST, N_("Line {line}: this is no {algorithm} checksum."))
LISTED_TWICE: Final = Rule(Kind.MANIFEST, N_("{manifest} lists it twice."))
NOT_IN_EVERY: Final = Rule(Kind.MANIFEST, N_("{manifest} does not list it, though another manifest does."))
NOT_PAYLOAD: Final = Rule(Kind.MANIFEST, N_("{manifest} lists it, though it is not in the folder data."))
IS_PAYLOAD: Final = Rule(Kind.MANIFEST, N_("{manifest} lists it, though it is in the folder data."))
IS_TAG_MANIFEST: Final = Rule(Kind.MANIFEST, N_("{manifest} lists it, though it is a tag manifest itself."))
MANIFEST_UNLISTED: Final = Rule(Kind.MANIFEST, N_("{manifest} does not list it."))
ALGORITHM: Final = Rule(Kind.MANIFEST, N_("Its checksums are of a kind that cannot be computed here: {algorithm}."))
MANIFEST_TEXT: Final = Rule(Kind.MANIFEST, N_("It is not text in the encoding {encoding}."))
MANIFEST_LONG: Final = Rule(Kind.MANIFEST, N_("Line {line} is too long."))
TAG_SETS: Final = Rule(Kind.MANIFEST, N_("It does not list the same files as the other tag manifests."))
SAME_TWICE: Final = Rule(Kind.MANIFEST, N_("{manifest} lists it twice with the same checksum."))
NOT_PLAIN: Final = Rule(Kind.MANIFEST, N_("{manifest} does not write its path in the plain form."))
ODD_LINE: Final = Rule(Kind.MANIFEST, N_("Line {line} is empty or a comment."))
NORMAL_FORM: Final = Rule(Kind.MANIFEST, N_("{manifest} writes its name in another Unicode form."))
PERCENT: Final = Rule(Kind.MANIFEST, N_("{manifest} does not encode its name as this BagIt version says."))
UNLISTED: Final = Rule(Kind.MANIFEST, N_("No tag manifest lists it, so a change of it would not be noticed."))

# ---------------------------------------------------------------- tag files (2.1.1, 2.2.2)

DECLARATION: Final = Rule(
    Kind.TAG, N_("It must be the two lines “BagIt-Version: M.N” and “Tag-File-Character-Encoding: NAME”, nothing else.")
)
BYTE_ORDER_MARK: Final = Rule(Kind.TAG, N_("It starts with a byte order mark."))
VERSION: Final = Rule(Kind.TAG, N_("BagIt {version} is not a version that is known here."))
ENCODING: Final = Rule(Kind.TAG, N_("The encoding {encoding} is not known here."))
TAG_TEXT: Final = Rule(Kind.TAG, N_("It is not text in the encoding {encoding}."))
TAG_LINE: Final = Rule(Kind.TAG, N_("Line {line} is not a label and a value."))
TAG_LONG: Final = Rule(Kind.TAG, N_("It is too long."))
OXUM_FORM: Final = Rule(Kind.TAG, N_("Payload-Oxum is not of the form bytes.files."))
OXUM: Final = Rule(Kind.TAG, N_("Payload-Oxum says {expected}, but the folder data holds {found} (bytes.files)."))
OXUM_TWICE: Final = Rule(Kind.TAG, N_("Payload-Oxum stands there more than once."))

# ---------------------------------------------------------------- the bag and the zip around it (2, 4)

NOT_A_ZIP: Final = Rule(Kind.STRUCTURE, N_("This is not a zip file, or its end is missing."))
ZIP_DIRECTORY: Final = Rule(Kind.STRUCTURE, N_("The zip's directory is damaged."))
SEVERAL_DISKS: Final = Rule(Kind.STRUCTURE, N_("The zip is one part of several."))
TRAILING: Final = Rule(Kind.STRUCTURE, N_("There are {count} bytes that belong to nothing around the zip."))
HEADER: Final = Rule(Kind.STRUCTURE, N_("The zip says two different things about it."))
ENCRYPTED: Final = Rule(Kind.STRUCTURE, N_("It is encrypted."))
COMPRESSION: Final = Rule(Kind.STRUCTURE, N_("It is compressed in a way that is not known here ({method})."))
NAME: Final = Rule(Kind.STRUCTURE, N_("Its name is not text."))
SPECIAL: Final = Rule(Kind.STRUCTURE, N_("It is neither a file nor a folder."))
NO_FOLDER: Final = Rule(Kind.STRUCTURE, N_("The bag is not in a folder of its own inside the zip."))
BESIDE: Final = Rule(Kind.STRUCTURE, N_("It stands beside the bag's folder."))
NO_DECLARATION: Final = Rule(Kind.STRUCTURE, N_("There is no bagit.txt: this is not a bag."))
NO_DATA: Final = Rule(Kind.STRUCTURE, N_("There is no folder data."))
NO_MANIFEST: Final = Rule(Kind.STRUCTURE, N_("There is no payload manifest."))
OTHER_NAME: Final = Rule(Kind.STRUCTURE, N_("The folder inside is called {folder}, not as the zip."))
GAP: Final = Rule(Kind.STRUCTURE, N_("There are {count} bytes that belong to nothing between the files of the zip."))

# ---------------------------------------------------------------- names, links, bombs, fetch.txt

UP: Final = Rule(Kind.UNSAFE_PATH, N_("Its path leads out of the bag (..)."))
ABSOLUTE: Final = Rule(Kind.UNSAFE_PATH, N_("Its path does not start at the bag's folder."))
BACKSLASH: Final = Rule(Kind.UNSAFE_PATH, N_("There is a backslash in its path."))
NUL: Final = Rule(Kind.UNSAFE_PATH, N_("There is a null character in its path."))
DEVICE: Final = Rule(Kind.UNSAFE_PATH, N_("Windows takes its name for a device ({name})."))
EMPTY_PART: Final = Rule(Kind.UNSAFE_PATH, N_("A part of its path is empty."))
NOT_PORTABLE: Final = Rule(Kind.UNSAFE_PATH, N_("Windows cannot store a file of this name."))
LINK_OUT: Final = Rule(Kind.LINK, N_("It is a link that leads out of the bag or to nothing; it was not followed."))
LINK_FOLDER: Final = Rule(Kind.LINK, N_("It is a link to a folder; it was not followed."))
LINK_IN_ZIP: Final = Rule(Kind.LINK, N_("It is a link; it was not followed."))
LINK_INSIDE: Final = Rule(Kind.LINK, N_("It is a link to another file of the bag."))
SAME_NAME: Final = Rule(Kind.COLLISION, N_("It is there twice."))
CLASH: Final = Rule(Kind.COLLISION, N_("On some systems its name is the same as that of {other}."))
BOMB_RATIO: Final = Rule(
    Kind.BOMB, N_("Unpacked it would be {size} bytes, packed it is {packed}: it was not unpacked.")
)
BOMB_OVERLAP: Final = Rule(Kind.BOMB, N_("It shares its bytes with another file of the zip: it was not unpacked."))
BOMB_MORE: Final = Rule(Kind.BOMB, N_("It holds more than the {size} bytes that the zip says."))
BOMB_SIZE: Final = Rule(Kind.BOMB, N_("Its size does not fit the zip: it was not unpacked."))
FETCH_ABSENT: Final = Rule(Kind.FETCH, N_("It would have to be fetched from the network, which is never done here."))
FETCH_LINE: Final = Rule(Kind.FETCH, N_("Line {line} is not an address, a length and a path."))
FETCH_PATH: Final = Rule(Kind.FETCH, N_("fetch.txt lists it, though it is not in the folder data."))
FETCH_UNLISTED: Final = Rule(Kind.FETCH, N_("fetch.txt lists it, but {manifest} does not."))
FETCH_TEXT: Final = Rule(Kind.FETCH, N_("It is not text in the encoding {encoding}."))
FETCH_LONG: Final = Rule(Kind.FETCH, N_("Line {line} is too long."))


class Findings:
    """Gathers problems and warnings in the order in which they are found."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def problem(self, rule: Rule, path: str, **values: Value) -> None:
        """Note something that is wrong."""
        self.problems.append(Problem.of(rule, path, **values))

    def warn(self, rule: Rule, path: str, **values: Value) -> None:
        """Note something that is less than perfect."""
        self.warnings.append(Problem.of(rule, path, **values))
