"""A partnership's own colour, kept readable: white text on it must be legible."""

import re

INK = "#1b2f4b"
ENOUGH = 4.5
"""The contrast that WCAG 2.2 asks of ordinary text (1.4.3)."""


def luminance(colour: str) -> float:
    """How light a colour such as "#1b2f4b" appears, from 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def why_not_colour(colour: str) -> str:
    """What is wrong with a colour for the header, or nothing."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return "Write the colour as # and six letters or digits, such as #1b2f4b."
    ratio = contrast(colour, "#ffffff")
    if ratio < ENOUGH:
        return (
            f"White text on {colour} has a contrast of {ratio:.1f} to 1; it needs at least {ENOUGH} to 1. "
            "Choose a darker colour."
        )
    return ""


def header_colour(colour: str) -> str:
    """The partnership's colour if it is readable, else the product's own ink blue."""
    return colour if colour and not why_not_colour(colour) else INK
