"""The rows of ``letter.toml``: the words of what is handed in, in formal Arabic, and what the letter says in English.

Names between braces stand for answers; ``letter_loader`` knows which field has which.
"""

from typing import Annotated

import msgspec

from citizen_desktop.content.models import Filled, Identifier, Row


class HeadWords(Row, frozen=True, kw_only=True):
    """The lines above the title.

    Args:
        date: of the letter.
        hijri_date: the same day in the other calendar.
        subject: what it is about.
        period: the month that is objected to.
        incomplete: the mark on a letter that lacks something.
    """

    date: Filled
    hijri_date: Filled
    subject: Filled
    period: Filled
    incomplete: Filled


class BodyWords(Row, frozen=True, kw_only=True):
    """What is the same for every kind of objection.

    Args:
        salutation: whom it addresses.
        greeting: below it.
        reason: the portal's reason, by its name.
        own_words: what leads to the portal's reason as it was typed in, which stands below it.
        housing: how independent housing is proved.
        request: where the kind of objection is not chosen yet.
        closing: the last sentence.
    """

    salutation: Filled
    greeting: Filled
    reason: Filled
    own_words: Filled
    housing: Filled
    request: Filled
    closing: Filled


class KindWords(Row, frozen=True, kw_only=True):
    """What differs between kinds of objection.

    Args:
        id: a kind of objection, or ``undecided``.
        subject: in a few words.
        title: above the letter; also the title of the PDF, so nothing personal stands in it.
        opening: the first paragraph.
        gloss: what that says, in English.
    """

    id: Identifier
    subject: Filled
    title: Filled
    opening: Filled
    gloss: Filled


class GlossWords(Row, frozen=True, kw_only=True):
    """What the letter says, in plain English: shown to whoever helps without reading Arabic, never printed.

    Args:
        unanswered: in place of an answer that is missing.
        both_calendars: a day in both.
        month: a month of a year.
        typed: in place of what a person typed in Arabic, which nobody has translated.
        edited: before what a paragraph said until a person wrote it anew.
        reason: the portal's reason, by its name.
        own_words: what leads to the portal's reason as it was typed in.
        housing: how independent housing is proved.
        request: where the kind of objection is not chosen yet.
    """

    unanswered: Filled
    both_calendars: Filled
    month: Filled
    typed: Filled
    edited: Filled
    reason: Filled
    own_words: Filled
    housing: Filled
    request: Filled


class SignerWords(Row, frozen=True, kw_only=True):
    """The lines at the end: who objects.

    Args:
        heading: above them.
        name: label of the name.
        kind: label of the applicant's kind.
        independent: the kind of somebody who was asked and lives independently.
        not_independent: the kind of somebody who was asked and does not.
        national_id: label of the ID number.
        mobile: label of the mobile number.
        signature: label of the line for it.
    """

    heading: Filled
    name: Filled
    kind: Filled
    independent: Filled
    not_independent: Filled
    national_id: Filled
    mobile: Filled
    signature: Filled


class AttachmentWords(Row, frozen=True, kw_only=True):
    """The list of attachments in the letter.

    Args:
        heading: above it.
        line: one attachment.
        stamp: on each page of an attachment in the single PDF.
        unknown: a document that no row knows.
    """

    heading: Filled
    line: Filled
    stamp: Filled
    unknown: Filled


class ContentsWords(Row, frozen=True, kw_only=True):
    """The contents page.

    Args:
        title: above it, also the title of the PDF.
        letter: what the letter is called in lists of files.
        contents: what the contents page is called there.
        original_name: label of the name that a file had.
        file: label of its name in the package.
        pages: how many it has.
        size: how large it is.
        bytes: a size below a kilobyte.
        kilobytes: a size below a megabyte.
        megabytes: any other.
        missing: heading of the documents that are asked for and not there.
        none: in place of an empty list.
    """

    title: Filled
    letter: Filled
    contents: Filled
    original_name: Filled
    file: Filled
    pages: Filled
    size: Filled
    bytes: Filled
    kilobytes: Filled
    megabytes: Filled
    missing: Filled
    none: Filled


class PortalWords(Row, frozen=True, kw_only=True):
    """``portal-steps.txt``.

    Args:
        title: its first line.
        prepared: when it was made, and that the portal may differ.
        deadline: the last day.
        files: heading of the files.
        file: a document and its file.
        place: where files go on the portal.
        single: which file holds everything, where there is one.
        own_words: which file holds the text to copy.
        sources: heading of the sources.
        source: one of them.
    """

    title: Filled
    prepared: Filled
    deadline: Filled
    files: Filled
    file: Filled
    place: Filled
    single: Filled
    own_words: Filled
    sources: Filled
    source: Filled


class LetterWords(Row, frozen=True, kw_only=True):
    """``letter.toml``.

    Args:
        unanswered: in place of an answer that is missing.
        both_calendars: a day in both.
        month: a month of a year.
        footer: that this is not official, on every page.
        page: the number of a page, on every page.
        head: lines above the title.
        body: paragraphs.
        kinds: what differs between kinds of objection.
        signer: lines at the end.
        attachments: their list.
        contents: the contents page.
        portal: the steps on the portal.
        gloss: what the paragraphs say, in English.
    """

    unanswered: Filled
    both_calendars: Filled
    month: Filled
    footer: Filled
    page: Filled
    head: HeadWords
    body: BodyWords
    kinds: Annotated[tuple[KindWords, ...], msgspec.Meta(min_length=1)]
    signer: SignerWords
    attachments: AttachmentWords
    contents: ContentsWords
    portal: PortalWords
    gloss: GlossWords

    def kind(self, kind_id: str) -> KindWords:
        """Return the words of a kind of objection, or of ``undecided``.

        Raises:
            StopIteration: there is none; the loader has seen to it that there is.
        """
        return next(kind for kind in self.kinds if kind.id == kind_id)
