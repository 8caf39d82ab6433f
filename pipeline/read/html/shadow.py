"""Shadow trees that are written in the page: shown as browsers show them, in place of what their hosts hold."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

MODES = ("open", "closed")
Node = etree._Element | str


def show_shadows(root: etree._Element) -> list[str]:
    """Put each `<template shadowrootmode>` of the tree in the place of what its host holds, and that into its slots.

    Returns:
        the texts of hosts that have no slot, which browsers do not show either.
    """
    hosts = dict[etree._Element, etree._Element]()
    for template in root.iter("template"):
        host = template.getparent()
        if host is not None and template.get("shadowrootmode", "").lower() in MODES:
            hosts.setdefault(host, template)  # browsers take the first
    slots = defaultdict[etree._Element | None, list[etree._Element]](list)
    for slot in root.iter("slot") if hosts else ():
        slots[next(slot.iterancestors("template"), None)].append(slot)  # and not to the shadow around that
    return [text for host, template in hosts.items() for text in _show(template, host, slots[template])]


def _show(template: etree._Element, host: etree._Element, slots: list[etree._Element]) -> list[str]:
    """Show one shadow tree with slots of its own; the texts of its host that have no slot."""
    nodes = dict[str, list[Node]]()
    for name, node in _held(host, template):
        nodes.setdefault(name, []).append(node)
    for slot in slots:
        if assigned := nodes.pop(slot.get("name", ""), None):
            _fill(slot, assigned)
    host.text = None
    template.tag, template.tail = "slot", None  # neither has a box of its own
    template.attrib.clear()
    host[:] = [template]
    return [text for left in nodes.values() for node in left for text in _texts(node)]


def _held(host: etree._Element, template: etree._Element) -> list[tuple[str, Node]]:
    """What a host holds besides its shadow, in order, each with the name of its slot; that of words has no name."""
    held: list[tuple[str, Node]] = [("", host.text or "")]
    for child in host:
        tail, child.tail = child.tail, None
        if child is not template:
            held.append((child.get("slot", ""), child))
        held.append(("", tail or ""))
    return [(name, node) for name, node in held if not isinstance(node, str) or node.strip()]


def _fill(slot: etree._Element, nodes: list[Node]) -> None:
    """Put nodes into a slot, in place of what it shows without any."""
    texts: list[list[str]] = [[]]
    slot[:] = []
    for node in nodes:
        if isinstance(node, str):
            texts[-1].append(node)
        else:
            slot.append(node)
            texts.append([])
    slot.text, *tails = map("".join, texts)
    for node, tail in zip(slot, tails, strict=True):
        node.tail = tail


def _texts(node: Node) -> list[str]:
    return [node] if isinstance(node, str) else [*map(str, node.itertext())]
