"""What attachments were made of is kept beside them: counted apart, handed over, rescued, dropped when needless."""

import hashlib

import pytest

from citizen_desktop.attachments.models import Edits, PageEdit
from citizen_desktop.drafts.centre_keys import centre_key, make_centre_key
from citizen_desktop.drafts.handover import hand_over
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_format import Entry, Manifest, pack_manifest, parse_manifest
from citizen_desktop.drafts.handover_in import open_offer, take_in
from citizen_desktop.drafts.models import Summary
from citizen_desktop.drafts.salvage import Salvage, transplant
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Attachment, ObjectionDraft, Source
from tests.drafts.conftest import KEY


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


ORIGINAL, MADE, PLAIN, NEEDLESS = b"original " * 99, b"made " * 99, b"plain " * 99, b"needless " * 99
DRAFT = ObjectionDraft(
    attachments=(
        Attachment(
            slot="national-id",
            original_name="id.jpg",
            sha256=digest(MADE),
            sources=(Source(sha256=digest(ORIGINAL), original_name="id.jpg"),),
            edits=Edits(pages=(PageEdit(turns=1),)),
        ),
        Attachment(slot="other", original_name="plain.pdf", sha256=digest(PLAIN)),
    )
)


@pytest.fixture
def draft_id(store):
    """A draft with two attachments, an original, and something that nothing needs any more."""
    made = store.create(DRAFT, Summary())
    ids = [store.put_file(made, [content]) for content in (NEEDLESS, ORIGINAL, PLAIN, MADE)]
    store.save(made, DRAFT, Summary(), [ids[3], ids[2]], ids[:2])
    return made


def contents(store, ids):
    return [b"".join(store.file_blocks(each)) for each in ids]


def test_lists_count_attachments_alone(store, draft_id):
    found = store.load(draft_id)
    assert contents(store, found.files) == [MADE, PLAIN]
    assert contents(store, found.beside) == [NEEDLESS, ORIGINAL]
    assert (found.head.files, found.head.size) == (2, len(MADE) + len(PLAIN))
    more = store.add_file(draft_id, [b"more"])
    assert store.load(draft_id).files[-1] == more


def test_what_nothing_needs_goes_with_the_next_change(store, draft_id, clock):
    session = DraftSession(store, clock)
    draft = session.open(draft_id, lambda _draft: Summary())
    answers, files = draft.content
    assert [file.digest for file in draft.beside] == [digest(ORIGINAL)]
    draft.change(answers.with_objection(explanation="changed"), files)
    assert session.flush()
    assert contents(store, store.load(draft_id).beside) == [ORIGINAL]
    draft.change(ObjectionDraft(attachments=answers.attachments[1:]), files[1:], ())
    assert session.flush()
    found = store.load(draft_id)
    assert (contents(store, found.files), found.beside) == ([PLAIN], ())
    assert store.connection.execute("SELECT count(*) FROM files").fetchall() == [(1,)]
    session.close()


def test_originals_are_handed_over(store, draft_id, tmp_path, clock):
    there = Store(tmp_path / "there.db", KEY, clock, create=True)
    make_centre_key(there)
    (tmp_path / "stick").mkdir()
    done = hand_over(store, draft_id, tmp_path / "stick", centre_key(there))
    found = there.load(take_in(there, open_offer(done.path, there)))
    assert contents(there, found.files) == [MADE, PLAIN]
    assert contents(there, found.beside) == [ORIGINAL]
    assert found.head.files == 2
    there.close()


def test_a_file_that_nothing_names_is_no_hand_over(clock):
    entries = tuple(Entry(size=len(each), sha256=digest(each)) for each in (MADE, PLAIN, NEEDLESS))
    now = clock.now()
    manifest = Manifest(number=1, summary=Summary(), draft=DRAFT, created=now, changed=now, files=entries)
    with pytest.raises(HandoverError) as caught:
        parse_manifest(pack_manifest(manifest)[4:])
    assert caught.value.trouble is HandoverTrouble.ALTERED


@pytest.mark.parametrize("lost", [None, ORIGINAL, MADE])
def test_each_stays_what_it_is_when_a_damaged_file_is_read(store, draft_id, tmp_path, clock, lost):
    # What was on its way when the program ended is nobody's.
    store.put_file(draft_id, [b"on its way"])
    if lost is not None:
        change = "UPDATE chunks SET content = zeroblob(3) WHERE file = (SELECT id FROM files WHERE sha256 = ?)"
        store.connection.execute(change, (digest(lost),))
    source = Salvage(store.path, KEY)
    (found,) = source.read().drafts.values()
    new = Store(tmp_path / "new.db", KEY, clock, create=True)
    transplant(source, found, new.connection, new_id=found.id, new_number=1)
    came = new.load(found.id)
    expected = [each for each in (MADE, PLAIN) if each is not lost]
    assert contents(new, came.files) == expected
    assert [attachment.sha256 for attachment in came.draft.attachments] == [digest(each) for each in expected]
    assert contents(new, came.beside) == [each for each in (NEEDLESS, ORIGINAL) if each is not lost]
    source.close()
    new.close()
