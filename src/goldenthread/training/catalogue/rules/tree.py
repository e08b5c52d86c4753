"""The training tree: courses by level and branch, each under the course it follows (A43)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Leaf:
    """A course as the tree sees it. `before` are keys of courses that come before it, the needed ones first."""

    key: int
    title: str
    level: str
    branch: str = ""
    address: str = ""  # the course's key in its page's address
    before: tuple[int, ...] = ()
    needed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Node:
    """A course with the courses that follow it in the same branch of the same level; `also` come before it too."""

    leaf: Leaf
    after: tuple["Node", ...] = ()
    also: tuple[Leaf, ...] = ()


@dataclass(frozen=True)
class Branch:
    """Courses of one branch of a level; the name is empty where none was given."""

    name: str
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Step:
    """A level with its branches."""

    name: str
    branches: tuple[Branch, ...] = field(default_factory=tuple)

    @property
    def leaves(self) -> list[Leaf]:
        """Its courses as the list reads them: branch by branch, each followed by those after it."""
        return [leaf for branch in self.branches for node in branch.nodes for leaf in _leaves(node)]


def grow(leaves: Sequence[Leaf], levels: Sequence[str]) -> list[Step]:
    """The whole tree: levels in their order, those in no order after them, courses by title.

    A course stands under the first of the courses before it that is of its own level and branch; every other one
    is named beside it. Each course stands in the tree once.
    """
    known = {leaf.key: leaf for leaf in leaves}
    under: dict[int, list[Leaf]] = defaultdict(list)
    tops: dict[str, dict[str, list[Leaf]]] = defaultdict(lambda: defaultdict(list))
    for leaf in sorted(leaves, key=lambda one: one.title.casefold()):
        stem = _stem(leaf, known)
        if stem is None:
            tops[leaf.level][leaf.branch].append(leaf)
        else:
            under[stem].append(leaf)
    places = {name: place for place, name in enumerate(levels)}
    ordered = sorted(tops, key=lambda name: (places.get(name, len(places)), name.casefold()))
    return [
        Step(
            name,
            tuple(
                Branch(branch, tuple(_node(leaf, under, known) for leaf in tops[name][branch]))
                for branch in sorted(tops[name], key=str.casefold)
            ),
        )
        for name in ordered
    ]


def _stem(leaf: Leaf, known: dict[int, Leaf]) -> int | None:
    for key in leaf.before:
        earlier = known.get(key)
        if earlier is not None and (earlier.level, earlier.branch) == (leaf.level, leaf.branch):
            return key
    return None


def _node(leaf: Leaf, under: dict[int, list[Leaf]], known: dict[int, Leaf]) -> Node:
    stem = _stem(leaf, known)
    also = tuple(known[key] for key in leaf.before if key in known and key != stem)
    return Node(leaf, tuple(_node(one, under, known) for one in under[leaf.key]), also)


def _leaves(node: Node) -> list[Leaf]:
    return [node.leaf, *(leaf for one in node.after for leaf in _leaves(one))]
