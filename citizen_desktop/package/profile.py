"""What makes a bag a draft package: the profile that its bag-info.txt names (``docs/bagit-profile.json``)."""

from typing import Final

IDENTIFIER: Final = "urn:uuid:6f1c2f8e-53a0-4b52-9d7a-1f0b6c8f4e21"
ALGORITHM: Final = "sha256"
VERSION: Final = "1.0"

DECLARATION: Final = "bagit.txt"
INFO: Final = "bag-info.txt"
MANIFEST: Final = f"manifest-{ALGORITHM}.txt"
TAG_MANIFEST: Final = f"tagmanifest-{ALGORITHM}.txt"
TAG_FILES: Final = (DECLARATION, INFO, MANIFEST, TAG_MANIFEST)
DRAFT: Final = "data/draft.json"
INCOMPLETE: Final = "Incomplete draft: answers or documents are missing"
"""What ``External-Description`` in bag-info.txt says of a draft that has gaps; of any other, there is no such label."""
