"""Parameters of law: model, loader, choice by key facts and day, expansion into predicates."""

from xiezhi.law.parameters.load import load_parameters
from xiezhi.law.parameters.model import Parameter, Value, overlaid

__all__ = ["Parameter", "Value", "load_parameters", "overlaid"]
