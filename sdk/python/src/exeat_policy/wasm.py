"""What a component imports, read from its bytes: as much of the format as that takes."""

from __future__ import annotations

_HEADER = b"\0asm\x0d\0\x01\0"
_IMPORTS = 10
_PLAIN_TYPE = b"\x03\x00"


def imports(component: bytes) -> list[str]:
    """The names of what a component imports, without plain types, which hold no code. Raises `ValueError` for anything that is no
    component."""
    if not component.startswith(_HEADER):
        raise ValueError("not a component")
    names: list[str] = []
    at = len(_HEADER)
    while at < len(component):
        section = component[at]
        size, at = _number(component, at + 1)
        if section == _IMPORTS:
            names += _names(component[at : at + size])
        at += size
    return names


def _names(section: bytes) -> list[str]:
    count, at = _number(section, 0)
    names = []
    for _ in range(count):
        # A name is one byte that says of which kind it is, its length, and the name itself.
        length, at = _number(section, at + 1)
        name, at = section[at : at + length].decode(), at + length
        if section[at : at + 2] != _PLAIN_TYPE:
            names.append(name)
        at = _after_type(section, at)
    return names


def _after_type(section: bytes, at: int) -> int:
    """Where the type of an import ends."""
    kind = section[at]
    if kind == 0x00:  # A core module, which stands behind one more byte.
        _, at = _number(section, at + 2)
    elif kind in (0x02, 0x03):  # A value or a type: a bound, and a place except where any resource is meant.
        bound = section[at + 1]
        at += 2
        if kind == 0x02 or bound == 0x00:
            _, at = _number(section, at)
    else:  # A function, a component, an instance: a place.
        _, at = _number(section, at + 1)
    return at


def _number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned number in LEB128, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
