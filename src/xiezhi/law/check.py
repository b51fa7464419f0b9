"""`python -m xiezhi.law.check [DIR…]`: everything that is wrong with a corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from xiezhi.law.corpus.complete import completeness_problems
from xiezhi.law.corpus.load import NATIONAL, read_layers
from xiezhi.law.corpus.references import reference_problems
from xiezhi.law.norms.coverage import coverage_problems
from xiezhi.law.norms.examples import example_problems
from xiezhi.law.procedures.stories import story_problems
from xiezhi.law.reading import Problem


def corpus_problems(paths: Sequence[Path] = (NATIONAL,)) -> list[Problem]:
    """Problems of reading, references, unused facts, missing examples, failing examples and stories."""
    corpus, problems = read_layers(paths)
    problems += reference_problems(corpus)
    if not problems:
        problems += completeness_problems(corpus)
        problems += example_problems(corpus)
        problems += coverage_problems(corpus)
        problems += story_problems(corpus)
    return sorted(problems, key=lambda p: (p.file, p.line))


def main(arguments: Sequence[str]) -> int:
    """Print the problems; 1 when there are any."""
    paths = [Path(each) for each in arguments] or [NATIONAL]
    problems = corpus_problems(paths)
    lines = [str(each) for each in problems] or ["语料库没有问题"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
