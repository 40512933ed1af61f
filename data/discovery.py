"""What the files of a package declare is found, so that one file more is one kind, one format more."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, TypeVar


class Declaration(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def order(self) -> int: ...


T = TypeVar("T", bound=Declaration)


def discover(folders: Iterable[str], package: str, kind: type[T]) -> dict[str, T]:
    """Everything of a kind that a package's files declare, by name, in its own order.

    A file that fails to import stops the program, loudly. Raises ValueError where two are called the same.
    """
    modules = [import_module(f"{package}.{module.name}") for module in iter_modules(folders)]
    declared = [value for module in modules for value in vars(module).values() if isinstance(value, kind)]
    found = {each.name: each for each in sorted(declared, key=lambda each: (each.order, each.name))}
    if any(found[each.name] is not each for each in declared):
        raise ValueError(f"two of {package} have the same name")
    return found
