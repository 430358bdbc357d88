"""A verdict on a package, sorted by file: what a screen shows of it, the damaged ones first."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from citizen_desktop.package import errors, rules
from citizen_desktop.package.bag import Bag, is_payload
from citizen_desktop.package.reader import completeness_of
from citizen_desktop.package.rules import Findings, Kind, Problem
from citizen_desktop.package.tree import Tree
from citizen_desktop.package.verifier import Cancelled, Progress, Verdict, open_tree, verify


class State(StrEnum):
    """How a file was found, the worst first."""

    ALTERED = "altered"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    FAULTY = "faulty"
    INTACT = "intact"


_STATES: Final = {Kind.ALTERED: State.ALTERED, Kind.MISSING: State.MISSING, Kind.UNEXPECTED: State.UNEXPECTED}
_ORDER: Final = tuple(State)


@dataclass(frozen=True, slots=True)
class FileResult:
    """What is to be said of one file, or of the package itself.

    Args:
        path: from the bag's folder; empty for the package itself.
        state: how it was found.
        size: what there is of it, in bytes.
        expected_size: what there should be, where the package tells.
        expected: the digest that the manifest says.
        found: the digest that was computed, where it is another one.
        problems: what is wrong.
    """

    path: str
    state: State
    size: int | None = None
    expected_size: int | None = None
    expected: str | None = None
    found: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_tag_file(self) -> bool:
        """Whether it is one of the files that say what the package holds."""
        return bool(self.path) and not is_payload(self.path)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """The problems that state, digests and sizes don't tell by themselves."""
        told = {rules.MISSING, rules.REQUIRED, rules.UNEXPECTED, rules.NOT_IN_PROFILE}
        if self.found is not None:
            told |= {rules.ALTERED, rules.CRC}
        return tuple(problem for problem in self.problems if problem.rule not in told)


@dataclass(frozen=True)
class Examination:
    """A package, judged.

    Args:
        file: what the person opened, its last part only.
        date: when the package was made, as it says itself.
        verdict: on all of it.
        results: every file, the damaged ones first; the package itself where it has a fault of its own.
        complete: what its draft says of itself, None if it says nothing.
    """

    file: str
    date: str | None
    verdict: Verdict
    results: tuple[FileResult, ...]
    complete: bool | None = None

    def count(self, state: State) -> int:
        """Return how many there are of a state."""
        return sum(result.state is state for result in self.results)

    @property
    def files(self) -> int:
        """How many files were looked at or looked for."""
        return sum(bool(result.path) for result in self.results)


def examine(
    path: Path,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Examination:
    """Judge a package and sort the verdict by file.

    Args:
        path: a zip or a folder.
        progress: told after every block.
        cancelled: asked after every block.

    Raises:
        NotJudgedError: it is not there or cannot be read.
        Cancelled: it was broken off.
    """
    verdict = verify(path, progress=progress, cancelled=cancelled)

    def between(_count: int) -> None:
        if cancelled():
            raise errors.Cancelled

    # What was wrong has been noted already.
    ignored = Findings()
    try:
        tree = open_tree(path, ignored)
        try:
            bag = Bag(tree, ignored, between)
            complete = completeness_of(tree).complete
        finally:
            tree.close()
    except OSError as error:
        raise errors.not_judged(error) from error
    return Examination(
        file=path.name or path.resolve().name,
        date=next(iter(bag.values_of("Bagging-Date")), None),
        verdict=verdict,
        results=_results(tree, bag, verdict.problems),
        complete=complete,
    )


def _results(tree: Tree, bag: Bag, problems: Sequence[Problem]) -> tuple[FileResult, ...]:
    by_path: dict[str, list[Problem]] = defaultdict(list)
    explained = any(problem.kind in _STATES and is_payload(problem.path) for problem in problems)
    for problem in problems:
        # That the payload's size is another one follows from what is wrong with its files: it is no fault of bag-info.txt.
        if problem.rule is not rules.OXUM or not explained:
            by_path[problem.path].append(problem)
    listed = _listed(bag)
    paths = dict.fromkeys([*by_path, *listed, *tree.files])
    results = [_result(path, by_path.get(path, ()), tree.files.get(path), listed.get(path)) for path in paths]
    _tell_expected_size(results, bag)
    return tuple(sorted(results, key=lambda result: (_ORDER.index(result.state), result.is_tag_file)))


def _listed(bag: Bag) -> dict[str, str | None]:
    """Return the digest of every listed file by the manifest with the longest ones."""
    listed: dict[str, str | None] = {}
    for of_tags in (False, True):
        manifests = sorted(
            (manifest for manifest in bag.manifests if manifest.of_tags == of_tags),
            key=lambda manifest: manifest.algorithm,
            reverse=True,
        )
        for manifest in manifests:
            for path, checksum in manifest.checksums.items():
                listed.setdefault(path, None if checksum is None else checksum.hex())
    return listed


def _result(path: str, problems: Sequence[Problem], size: int | None, digest: str | None) -> FileResult:
    states = [_STATES.get(problem.kind, State.FAULTY) if path else State.FAULTY for problem in problems]
    state = min(states, key=_ORDER.index, default=State.INTACT)
    expected, found, expected_size = digest, None, None
    for problem in problems:
        if problem.rule is rules.ALTERED and found is None:
            expected, found = str(problem.value("expected")), str(problem.value("found"))
        elif problem.rule is rules.SHORT:
            expected_size, size = _number(problem, "expected"), _number(problem, "found")
    return FileResult(path, state, size, expected_size, expected, found, tuple(problems))


def _number(problem: Problem, name: str) -> int | None:
    value = problem.value(name)
    return value if isinstance(value, int) else None


def _tell_expected_size(results: list[FileResult], bag: Bag) -> None:
    """Tell the size that a single damaged file should have: what the others leave of Payload-Oxum."""
    payload = {result.path: result for result in results if is_payload(result.path)}
    listed = {path for manifest in bag.manifests if not manifest.of_tags for path in manifest.checksums}
    damaged = [path for path in listed if path in payload and payload[path].state is not State.INTACT]
    oxum = re.fullmatch(r"([0-9]{1,18})\.([0-9]{1,18})", next(iter(bag.values_of("Payload-Oxum")), ""), re.ASCII)
    info = next((result for result in results if result.path == bag.info_name), None)
    if oxum is None or len(damaged) != 1 or info is None or info.found is not None or int(oxum[2]) != len(listed):
        return
    expected = int(oxum[1]) - _size_of(payload, listed - set(damaged))
    index = results.index(payload[damaged[0]])
    result = results[index]
    if expected >= 0 and result.expected_size is None and result.state in {State.ALTERED, State.MISSING}:
        results[index] = FileResult(
            result.path, result.state, result.size, expected, result.expected, result.found, result.problems
        )


def _size_of(payload: Mapping[str, FileResult], paths: set[str]) -> int:
    return sum(payload[path].size or 0 for path in paths)
