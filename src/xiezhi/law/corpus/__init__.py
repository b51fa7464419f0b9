"""The law as data: norms, facts, fields, procedures, parameters and calendar, loaded whole or not at all."""

from xiezhi.law.corpus.load import NATIONAL, load
from xiezhi.law.corpus.model import Corpus

__all__ = ["NATIONAL", "Corpus", "load"]
