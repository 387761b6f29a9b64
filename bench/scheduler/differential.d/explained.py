"""The differences that docs/differences.md explains: where the engine follows a newer Pacemaker than 2.1.5."""
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from engines import INVALID

NAMES = ("rsc", "with-rsc", "id")
SCORE = re.compile(r"^(?:(\w+): )?(\S+) (?:allocation|promotion) score on (\S+): (\S+)$")


def explanation(text, level, ours, theirs):
    """The entry of docs/differences.md that explains this difference, or None."""
    if INVALID in theirs:
        return 7
    if level == "error" and any("Triggered fatal assertion" in line for line in theirs):
        return 8
    root = ET.fromstring(text)
    if level in ("status", "outcome") and unmanaged_out_of_sight(root, ours, theirs):
        return 9
    if level == "scores":
        lines = [SCORE.match(line) for line in ours + theirs]
        if not all(lines):
            return None
        if or_rule_on_unavailable_node(root, lines, theirs):
            return 10
        clones = clones_of_instances(root, lines)
        if clones and not theirs:
            return 2
        if clones and clones <= colocated(root):
            return 11
        if clones and all(is_passed_over(text, root, clone) for clone in clones):
            return 12
        colocations = Colocations(root)
        about = {colocations.top(line[2].split(":")[0]) for line in lines}
        if about <= colocations.chained():
            return 13
        if about <= colocations.shunned():
            return 14
        if about <= colocations.following():
            return 15
    return None


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


def unmanaged_out_of_sight(root, ours, theirs):
    """Whether all that differs is how unmanaged members of collectives on offline nodes are counted."""
    offline = [state for state in root.iter("node_state") if not is_online(state)]
    if not any(state.find("lrm/lrm_resources/lrm_resource") is not None for state in offline):
        return False
    counted = re.compile(r"\* (Stopped: \[|No resources)")
    shown = re.compile(r"\* Stopped: \[|\* (Clone Set|Resource Group): .*\bunmanaged\b|UNCLEAN, .*\bunmanaged\b"
                       r"|Stopped \((disabled, )?unmanaged")
    return all(counted.search(line) for line in theirs) and all(shown.search(line) for line in ours)


def is_online(state):
    return state.get("in_ccm") == "true" and state.get("crmd") == "online"


def or_rule_on_unavailable_node(root, lines, theirs):
    """Whether a rule whose expressions are alternatives is about nodes that can run nothing."""
    online = {state.get("uname") for state in root.iter("node_state")
              if is_online(state) and state.get("join") == "member"}
    return (root.find(".//rsc_location/rule[@boolean-op='or']") is not None
            and all(line[3] not in online for line in lines)
            and all(line.endswith(": -INFINITY") for line in theirs))


def clones_of_instances(root, lines):
    """The clones whose instances these scores are of, empty if any score is of something else."""
    clone_of = {part.get("id"): clone.get("id") for clone in root.iter("clone") for part in clone.iter()
                if part.tag in ("primitive", "group")}
    found = {clone_of.get(line[2].split(":")[0]) if ":" in line[2] else None for line in lines}
    return set() if None in found else found


def colocated(root):
    """All clones that colocations are about, be it for a part of them."""
    named = {e.get(name) for constraint in root.iter("rsc_colocation") for e in constraint.iter() for name in NAMES}
    return {clone.get("id") for clone in root.iter("clone")
            if any(part.get("id") in named for part in clone.iter() if part.tag in ("clone", "group", "primitive"))}


def is_passed_over(text, root, clone):
    """Whether an instance of a clone does not stay where it is because another node is better, as 2.1.5 tells."""
    names = "|".join(re.escape(part.get("id")) for part in root.find(f".//clone[@id='{clone}']").iter()
                     if part.tag in ("primitive", "group"))
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "case.xml")
        with open(path, "w") as file:
            file.write(text)
        told = subprocess.run(["crm_simulate", "-SVVVV", "-x", path], env={**os.environ, "CIB_shadow_dir": work},
                              capture_output=True, text=True, errors="replace", timeout=60)
    return re.search(rf"Not pre-allocating ({names}):\d+ to \S+ because", told.stderr + told.stdout) is not None
