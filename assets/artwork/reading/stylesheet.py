"""Style sheets of a drawing, as far as a renderer follows them: what each rule tells an element, in order of weight.

Selectors of names, classes, ids, descendants and children are understood. Everything else (conditions, attributes,
states, imports, fonts by address) is left out and makes the sheet one that was not fully understood: `is_whole`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

MOST_RULES: Final = 2_000
MOST_LETTERS: Final = 200_000
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_STEP: Final = re.compile(r"(?:\*|[A-Za-z][\w-]*)?(?:[.#][\w-]+)*")
_PART: Final = re.compile(r"[.#]?[\w-]+")
_IMPORTANT: Final = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a selector: `rect.a#b`. `is_child` where it has to stand directly in the one before."""

    name: str
    classes: frozenset[str]
    ids: frozenset[str]
    is_child: bool

    @property
    def key(self) -> str:
        return next((f"#{each}" for each in self.ids), next((f".{each}" for each in self.classes), self.name))

    def fits(self, element: etree._Element) -> bool:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        return (
            self.name in {"", name}
            and self.classes <= set(element.get("class", "").split())
            and self.ids <= {element.get("id", "")}
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """Selector, weight (important, ids, classes, names, place in the sheet) and what it tells."""

    steps: tuple[Step, ...]
    weight: tuple[int, int, int, int, int]
    told: Mapping[str, str]


@dataclass(slots=True)
class Sheet:
    """All style sheets of a drawing together; rules by the id, class or name that their element has to have."""

    by_key: dict[str, list[Rule]] = field(default_factory=dict)
    is_whole: bool = True

    def add(self, rule: Rule) -> None:
        self.by_key.setdefault(rule.steps[-1].key, []).append(rule)

    def told(self, element: etree._Element) -> tuple[dict[str, str], dict[str, str]]:
        """What the rules tell an element, and what of it outweighs even its own `style`."""
        usual: dict[str, str] = {}
        important: dict[str, str] = {}
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        classes = {f".{each}" for each in element.get("class", "").split()}
        keys = {"", name, f"#{element.get('id', '')}"} | classes
        fitting = [rule for key in keys for rule in self.by_key.get(key, ()) if _fits(rule.steps, element)]
        for rule in sorted(fitting, key=lambda each: each.weight):
            (important if rule.weight[0] else usual).update(rule.told)
        return usual, important


def sheet_of(root: etree._Element) -> Sheet:
    """The sheets of a drawing, wherever in it they stand."""
    sheet = Sheet()
    found_in = list(root.iter("{*}style"))
    text = "\n".join("".join(map(str, each.itertext())) for each in found_in)
    if len(text) > MOST_LETTERS:
        sheet.is_whole = False
        return sheet
    plain = _COMMENT.sub(" ", text)
    is_always = all(each.get("media", "all") == "all" for each in found_in)
    sheet.is_whole = is_always and "@" not in plain and not _RULE.sub("", plain).strip()
    for place, found in enumerate(_RULE.finditer(plain)):
        if place >= MOST_RULES:
            sheet.is_whole = False
            break
        for selector in found[1].split(","):
            steps = _steps(selector)
            for rule in _rules(steps, found[2], place) if steps else ():
                sheet.add(rule)
            sheet.is_whole = sheet.is_whole and bool(steps)
    return sheet


def declared(text: str) -> Iterator[tuple[str, str, bool]]:
    """Name, value and whether it is important, of `fill: red; stroke-width: 2 !important`."""
    for part in text.split(";"):
        name, _, value = part.partition(":")
        if value.strip():
            plain = _IMPORTANT.sub("", value).strip()
            yield name.strip().lower(), plain, plain != value.strip()


def _rules(steps: tuple[Step, ...], text: str, place: int) -> Iterator[Rule]:
    counts = (
        sum(len(each.ids) for each in steps),
        sum(len(each.classes) for each in steps),
        sum(bool(each.name) for each in steps),
    )
    for is_important in (False, True):
        told = {name: value for name, value, important in declared(text) if important is is_important}
        if told:
            yield Rule(steps, (int(is_important), *counts, place), told)


def _steps(selector: str) -> tuple[Step, ...]:
    """The steps from the outermost to the element itself; none for a selector that is not understood."""
    found: list[Step] = []
    is_child = False
    for word in selector.replace(">", " > ").split():
        if word == ">" and found and not is_child:
            is_child = True
            continue
        if not _STEP.fullmatch(word):
            return ()
        parts = _PART.findall(word)
        found.append(
            Step(
                name=next((each for each in parts if each[0] not in ".#"), ""),
                classes=frozenset(each[1:] for each in parts if each[0] == "."),
                ids=frozenset(each[1:] for each in parts if each[0] == "#"),
                is_child=is_child,
            )
        )
        is_child = False
    return () if is_child else tuple(found)


def _fits(steps: Sequence[Step], element: etree._Element) -> bool:
    if not steps[-1].fits(element):
        return False
    if len(steps) == 1:
        return True
    above = element.getparent()
    while above is not None:
        if _fits(steps[:-1], above):
            return True
        above = None if steps[-1].is_child else above.getparent()
    return False
