"""What constraints tie together."""
import re

NAMES = ("rsc", "with-rsc", "id")


class Colocations:
    """Who is with whom, by the collectives or primitives at the top that constraints are about."""

    def __init__(self, root):
        tops = list(root.find("configuration/resources"))
        self.tops = {part.get("id"): top.get("id") for top in tops for part in top.iter()
                     if part.tag in ("primitive", "group", "clone")}
        self.several = {top.get("id") for top in tops for part in top.iter()
                        if part.tag == "group" and len(part.findall("primitive")) > 1}
        self.pairs = [(self.top(c.get("rsc")), self.top(c.get("with-rsc")), c.get("score"))
                      for c in root.iter("rsc_colocation") if c.get("rsc")]
        for constraint in root.iter("rsc_colocation"):
            members = [self.top(e.get("id")) for e in constraint.iter("resource_ref")]
            self.pairs += [(a, b, constraint.get("score")) for a in members for b in members if a != b]

    def top(self, name):
        return self.tops.get(name, name)

    def chained(self):
        """With whom somebody is with whom somebody else is, the later members of a group counted."""
        dependents = {primary for _, primary, _ in self.pairs} | self.several
        return {primary for dependent, primary, _ in self.pairs if dependent in dependents}

    def shunned(self):
        """From whom somebody wants to be apart."""
        return {primary for _, primary, score in self.pairs if score.startswith("-")}

    def following(self):
        """Who would like to be with somebody and has followers of its own."""
        dependents = {primary for _, primary, _ in self.pairs} | self.several
        return {dependent for dependent, _, score in self.pairs
                if "INFINITY" not in score and dependent in dependents}


class Related:
    """What constraints tie together, as sets of names of resources and of all they consist of."""

    def __init__(self, root):
        parts = {}
        for top in root.find("configuration/resources"):
            names = {part.get("id") for part in top.iter() if part.tag in ("primitive", "group", "clone")}
            parts.update({name: names for name in names})
        self.parts = parts
        self.ties = [{e.get(name) for e in constraint.iter() for name in (*NAMES, "first", "then")} & set(parts)
                     for kind in ("rsc_colocation", "rsc_order") for constraint in root.iter(kind)]

    def to(self, names):
        """These and all that is tied to them, however indirectly."""
        known = set().union(*(self.parts.get(name, ()) for name in names)) if names else set()
        while True:
            more = known.union(*(self.parts[name] for tie in self.ties if tie & known for name in tie))
            if more == known:
                return known
            known = more

    def all_about(self, lines, names):
        """Whether each line is about something tied to these."""
        known = self.to(names)
        one = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        said = re.compile(rf"(?<![\w-])({one})(?=[\s:_\])]|$)")
        return bool(known) and all(said.search(line) for line in lines)
