"""Makes an input smaller for as long as it still shows what it showed."""
import xml.etree.ElementTree as ET

# What without which nothing would be a cluster, and what by being absent would only look smaller.
KEPT = {"cib", "configuration", "crm_config", "nodes", "resources", "constraints", "status", "lrm", "lrm_resources"}


def shrink(text, differs):
    """The text with as many elements taken out, and attributes put to their usual values, as `differs` allows."""
    root = ET.fromstring(text)
    changed = True
    while changed:
        changed = False
        for parent, child in candidates(root):
            if child not in list(parent) or is_needed(parent, child):
                continue
            place = list(parent).index(child)
            removed = remove(root, parent, child)
            if differs(text_of(root)):
                changed = True
            else:
                put_back(removed)
                assert list(parent)[place] is child
    return text_of(root)


def is_needed(parent, child):
    """A clone of nothing and a cluster without nodes are not valid."""
    alike = ("primitive", "group") if parent.tag in ("clone", "group") else (child.tag,)
    if parent.tag in ("clone", "group", "nodes"):
        return child.tag in alike and sum(one.tag in alike for one in parent) == 1
    return False


def candidates(root):
    """Big things first: (parent, child) from the outside in."""
    level = [root]
    while level:
        following = []
        for parent in level:
            for child in list(parent):
                if child.tag not in KEPT:
                    yield parent, child
                following.append(child)
        level = following


def remove(root, parent, child):
    """Takes out an element, and what could not be there without it."""
    names = {e.get("id") for e in child.iter() if e.tag in ("primitive", "group", "clone")}
    removed = []

    def take(above, below):
        removed.append((above, list(above).index(below), below))
        above.remove(below)
    take(parent, child)
    if child.tag == "node":
        for state in root.findall(f"status/node_state[@uname='{child.get('uname')}']"):
            take(root.find("status"), state)
    for section in root.findall("configuration/constraints"):
        for constraint in list(section):
            mentioned = {e.get(k) for e in constraint.iter() for k in ("rsc", "with-rsc", "first", "then", "id")}
            if names & mentioned:
                take(section, constraint)
    for resources in root.iter("lrm_resources"):
        for history in list(resources):
            if history.get("id").split(":")[0] in names:
                take(resources, history)
    return removed


def put_back(removed):
    for parent, place, child in reversed(removed):
        parent.insert(place, child)


def text_of(root):
    for element in root.iter():
        if not len(element):
            element.text = None
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"
