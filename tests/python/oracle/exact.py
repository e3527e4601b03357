"""Exact numbers of the oracle: literals, roundings and the thirty-digit functions."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from math import prod

SUFFIX = {"": 1, "%": Fraction(1, 100), "pp": Fraction(1, 100), "‰": Fraction(1, 1000), "万": 10**4, "亿": 10**8}
LITERAL = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(%|pp|‰|万|亿)?")
YES = {"yes", "true", "是", "有"}
NO = {"no", "false", "否", "无"}
EMPTY = {"", "-", "—"}

WIDE = Context(prec=120, Emax=10**9, Emin=-(10**9))
THIRTY = Context(prec=30, rounding=ROUND_HALF_EVEN, Emax=10**9, Emin=-(10**9))


def literal(text: str) -> Fraction | None:
    """The number that a text spells, or None where it spells none."""
    found = LITERAL.fullmatch(text.strip())
    if not found:
        return None
    return Fraction(found[1]) * SUFFIX[found[2] or ""]


def from_float(value: float) -> Fraction:
    """A float64 as a spreadsheet reads it: its shortest decimal, at 15 digits where that takes more."""
    shortest = Decimal(repr(value))
    if len(shortest.as_tuple().digits) > 15:
        shortest = Decimal(format(value, ".15g"))
    return Fraction(shortest)


def rounded(value: Fraction, digits: int, mode: str) -> Fraction:
    """`value` to `digits` decimals, once, by one of the four modes."""
    scale = 10**digits
    size = abs(value) * scale
    kept, rest = divmod(size.numerator, size.denominator)
    twice = 2 * rest
    away = {
        "half_up": twice >= size.denominator,
        "half_even": twice > size.denominator or (twice == size.denominator and kept % 2 == 1),
        "down": False,
        "up": rest > 0,
    }[mode]
    return Fraction((kept + away) * (-1 if value < 0 else 1), scale)


def written(value: Fraction | None) -> str | None:
    """A decimal without exponent and trailing zeros."""
    if value is None:
        return None
    twos, fives = factor(value.denominator, 2), factor(value.denominator, 5)
    digits = max(twos, fives)
    if not is_decimal(value):
        raise ValueError(f"{value} is no decimal")
    units = abs(value.numerator) * 10**digits // value.denominator
    text = str(units).rjust(digits + 1, "0")
    whole, part = (text[:-digits], text[-digits:]) if digits else (text, "")
    return ("-" if value < 0 else "") + whole + ("." + part if part else "")


def is_decimal(value: Fraction) -> bool:
    return value.denominator == 2 ** factor(value.denominator, 2) * 5 ** factor(value.denominator, 5)


def factor(number: int, prime: int) -> int:
    count = 0
    while number % prime == 0:
        number //= prime
        count += 1
    return count


def wide(value: Fraction) -> Decimal:
    return WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def thirty(value: Decimal) -> Fraction:
    return Fraction(THIRTY.plus(value))


def sqrt(value: Fraction) -> Fraction | None:
    return None if value < 0 else thirty(WIDE.sqrt(wide(value)))


def ln(value: Fraction) -> Fraction | None:
    return None if value <= 0 else thirty(WIDE.ln(wide(value)))


def exp(value: Fraction) -> Fraction:
    return thirty(WIDE.exp(wide(value)))


def wide_power(base: Fraction, exponent: Fraction) -> Decimal:
    if base == 0:
        return Decimal(0) if exponent else Decimal(1)
    return WIDE.exp(WIDE.multiply(wide(exponent), WIDE.ln(wide(base))))


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    if base == 0 and exponent < 0:
        return None
    if exponent.denominator == 1:
        return base**exponent.numerator
    return None if base < 0 else thirty(wide_power(base, exponent))


def power_product(factor: Fraction, powers: list[tuple[Fraction, Fraction]]) -> Fraction:
    """`factor` times every base to its exponent: exact where all exponents are whole, else the true value at thirty digits."""
    if all(exponent.denominator == 1 for _, exponent in powers):
        return factor * prod(base**exponent.numerator for base, exponent in powers)
    value = wide(factor)
    for base, exponent in powers:
        value = WIDE.multiply(value, wide_power(base, exponent))
    return thirty(value)


def floor_to(value: Fraction, digits: int) -> Fraction:
    return Fraction(math.floor(value * 10**digits), 10**digits)


def ceil_to(value: Fraction, digits: int) -> Fraction:
    return Fraction(math.ceil(value * 10**digits), 10**digits)
