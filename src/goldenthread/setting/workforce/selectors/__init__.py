"""Reads of the workforce."""

from .actors import actor_for, manages_anyone

__all__ = ["actor_for", "manages_anyone"]
