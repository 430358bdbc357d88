"""The text files of a bag, read line by line: declaration, manifests, bag-info, fetch."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

LONGEST_LINE: Final = 64 * 1024
LARGEST_INFO: Final = 1 << 20
KNOWN_VERSIONS: Final = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")

_MANIFEST_NAME: Final = re.compile(r"(tag)?manifest-([a-z0-9_-]+)\.txt")
_DECLARATION: Final = re.compile(
    rb"BagIt-Version: [0-9]+\.[0-9]+(?:\r\n|\n|\r)Tag-File-Character-Encoding: [!-~]+(?:\r\n|\n|\r)?"
)
_ROW: Final = re.compile(r"[ \t]*([^ \t]+)[ \t]+\*?(.+)", re.DOTALL)
# Names that Python knows but that are no encodings of text files.
_NOT_FOR_TEXT: Final = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "utf-8-sig"}
)


class TextError(Exception):
    """A text file is not what it should be.

    Args:
        line: the line that is too long, 0 if the bytes are not in the encoding.
    """

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.line = line


class Declaration(NamedTuple):
    """What ``bagit.txt`` says.

    Args:
        version: as it stands there, nothing if there is none.
        encoding: as it stands there, UTF-8 if there is none.
        well_formed: whether it is these two lines and nothing else.
        byte_order_mark: whether it starts with one.
    """

    version: str | None
    encoding: str
    well_formed: bool
    byte_order_mark: bool


def parse_declaration(data: bytes) -> Declaration:
    """Read ``bagit.txt`` as far as it can be understood (RFC 8493, 2.1.1)."""
    marked = data.startswith(codecs.BOM_UTF8)
    bare = data.removeprefix(codecs.BOM_UTF8)
    text = bare.decode(errors="replace")
    version = re.search(
        r"^[ \t]*BagIt-Version[ \t]*:[ \t]*([0-9]{1,9}\.[0-9]{1,9})[ \t]*$", text, re.IGNORECASE | re.MULTILINE
    )
    encoding = re.search(
        r"^[ \t]*Tag-File-Character-Encoding[ \t]*:[ \t]*([!-~]{1,99})[ \t]*$", text, re.IGNORECASE | re.MULTILINE
    )
    return Declaration(
        version=version[1] if version else None,
        encoding=encoding[1] if encoding else "UTF-8",
        well_formed=_DECLARATION.fullmatch(bare) is not None,
        byte_order_mark=marked,
    )


def known_encoding(name: str) -> str | None:
    """Return Python's name of an encoding of text, or nothing if it is none."""
    try:
        found = codecs.lookup(name).name
        # Refuses Python's codecs that turn bytes into bytes.
        io.TextIOWrapper(io.BytesIO(), encoding=found).close()
    except (LookupError, ValueError):
        return None
    return None if found.replace("_", "-") in _NOT_FOR_TEXT else found


def lines(blocks: Iterable[bytes | memoryview], encoding: str) -> Iterator[str]:
    """Give the lines of a text file; each may end with LF, CR or CR LF.

    Raises:
        TextError: the bytes are not in the encoding, or a line is longer than any path.
    """
    decoder: io.IncrementalNewlineDecoder | None = None
    rest, count = "", 0
    for block in blocks:
        if decoder is None:
            decoder = _decoder(bytes(block[:4]), encoding)
        *whole, rest = (rest + _decoded(decoder, bytes(block))).split("\n")
        for line in whole:
            count += 1
            yield _bounded(line, count)
        _bounded(rest, count + 1)
    if decoder is not None:
        rest += _decoded(decoder, b"", final=True)
    # What was held back can be a last CR.
    for line in rest.removesuffix("\n").split("\n") if rest else ():
        count += 1
        yield _bounded(line, count)


def _decoder(start: bytes, encoding: str) -> io.IncrementalNewlineDecoder:
    """Return a decoder; UTF-16 without a byte order mark is told by where its zeros are."""
    if encoding == "utf-16" and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    return io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("strict"), translate=True)


def _decoded(decoder: io.IncrementalNewlineDecoder, data: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(data, final)
    except (UnicodeError, LookupError) as error:
        raise TextError from error


def _bounded(line: str, number: int) -> str:
    if len(line) > LONGEST_LINE:
        raise TextError(number)
    return line


class ManifestName(NamedTuple):
    """What a manifest's name says."""

    algorithm: str
    of_tags: bool


def manifest_name(path: str) -> ManifestName | None:
    """Return what a file name says of a manifest, or nothing if the file is none."""
    match = _MANIFEST_NAME.fullmatch(path)
    return ManifestName(match[2], match[1] is not None) if match else None


class Row(NamedTuple):
    """A line of a manifest: checksum and path as they stand there."""

    checksum: str
    path: str


def parse_row(line: str) -> Row | None:
    """Read a manifest's line: a checksum, white space, perhaps the asterisk of ``md5sum``, a path."""
    match = _ROW.fullmatch(line)
    return Row(match[1], match[2]) if match else None


def decode_path(path: str, version: str) -> str:
    """Undo the percent-encoding of line ends and (since version 1.0) of the percent sign itself."""
    if "%" not in path:
        return path
    codes = "0[AaDd]|25" if version == "1.0" else "0[AaDd]"
    return re.sub(f"%({codes})", lambda match: chr(int(match[1], 16)), path)


def encode_path(path: str) -> str:
    """Write a path as a manifest of version 1.0 has it."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


class Tag(NamedTuple):
    """A label and its value in ``bag-info.txt``."""

    label: str
    value: str


# Some readers end a line at these too, and all others are no text: nobody writes them but by mistake or to deceive.
_BREAKS: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


def parse_info(text: Iterable[str]) -> tuple[list[Tag], list[int]]:
    """Read ``bag-info.txt``: the tags in order, and the numbers of lines that are none (RFC 8493, 2.2.2)."""
    tags: list[Tag] = []
    faulty: list[int] = []
    for number, line in enumerate(text, 1):
        if not line.strip(" \t"):
            continue
        if _BREAKS.search(line):
            faulty.append(number)
            continue
        label, colon, value = line.partition(":")
        if line[0] in " \t" and tags:
            tags[-1] = Tag(tags[-1].label, f"{tags[-1].value} {line.strip()}".strip())
        elif colon and label.strip():
            tags.append(Tag(label.strip(), value.strip()))
        else:
            faulty.append(number)
    return tags, faulty


class FetchRow(NamedTuple):
    """A line of ``fetch.txt``."""

    url: str
    path: str


def parse_fetch(line: str) -> FetchRow | None:
    """Read a line of ``fetch.txt``: an absolute address, with a host unless a file's; a length or a dash; a path.

    Source: RFC 8493, 2.2.3.
    """
    match = re.fullmatch(
        r"((?:file:///|[A-Za-z][A-Za-z0-9+.-]*://[^ \t/?#])[^ \t]*)[ \t]+(?:[0-9]+|-)[ \t]+([^ \t].*)", line, re.DOTALL
    )
    return FetchRow(match[1], match[2]) if match else None
