"""An independent oracle: the scheme language and its numbers, computed with fractions, one unit at a time."""

from .assess import assess, examined
from .files import assess_folder, read_tree

__all__ = ["assess", "assess_folder", "examined", "read_tree"]
