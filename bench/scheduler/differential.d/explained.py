"""The differences that docs/differences.md explains: where the engine follows a newer Pacemaker than 2.1.5."""
import itertools
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from engines import graph_closure, score_lines
from ties import NAMES, Colocations, Related

# In this order 2.1.5 comes upon nodes with these numbers, going through a hash table.
TABLE_ORDER = ("4", "1", "3", "5", "2")
SCORE = re.compile(r"^(?:(\w+): )?(\S+) (?:allocation|promotion) score on (\S+): (\S+)$")


class Difference:
    """
    What two engines decided otherwise: the input, the level on which that shows first, the lines each has there that
    the other has not, both answers, and a way to ask both engines about another input.
    """

    def __init__(self, text, level, ours, theirs, answers, again):
        self.text, self.level, self.ours, self.theirs, self.answers, self.again = (
            text, level, ours, theirs, answers, again)
        self.root = ET.fromstring(text)

    def at(self, *levels):
        return self.level in levels

    def scores(self):
        """The scores that differ, whatever else does; None for a line that is no score of a resource on a node."""
        if self.level == "scores":
            return [SCORE.match(line) for line in self.ours + self.theirs]
        mine, other = (score_lines(answer.scores) for answer in self.answers)
        return [SCORE.match(line) for line in ((mine - other) + (other - mine)).elements()]

    def told(self):
        """What 2.1.5 says while it decides."""
        with tempfile.TemporaryDirectory() as work:
            path = os.path.join(work, "case.xml")
            with open(path, "w") as file:
                file.write(self.text)
            told = subprocess.run(["crm_simulate", "-SVVVV", "-x", path],
                                  env={**os.environ, "CIB_shadow_dir": work}, capture_output=True, text=True,
                                  errors="replace", timeout=60)
        return told.stderr + told.stdout

    def goes_without(self, *elements):
        """Whether there is no difference any more, or one that is explained, once these are taken out."""
        if not elements:
            return False
        for section in list(self.root.iter()):
            for child in list(section):
                if child in elements:
                    section.remove(child)
        text = ET.tostring(self.root, encoding="unicode")
        self.root = ET.fromstring(self.text)
        return self.goes_with(text)

    def goes_with(self, text):
        other = self.again(text)
        return other.level is None or explanation(other) is not None

    def goes_with_other_numbers(self):
        """Whether there is no difference if nodes have numbers in whose order 2.1.5 keeps its table of nodes."""
        nodes = sorted(self.root.iter("node"), key=lambda node: node.get("uname"))
        numbers = {node.get("id"): number for node, number in zip(nodes, TABLE_ORDER)}
        if len(nodes) > len(TABLE_ORDER) or all(old == new for old, new in numbers.items()):
            return False
        root = ET.fromstring(self.text)
        for element in root.iter():
            if element.tag in ("node", "node_state", "lrm", "transient_attributes"):
                element.set("id", numbers.get(element.get("id"), element.get("id")))
        return self.goes_with(ET.tostring(root, encoding="unicode"))


def explanation(found):
    """The entry of docs/differences.md that explains this difference, or None."""
    if found.at("error") and any("Triggered fatal assertion" in line for line in found.theirs):
        return 8
    if found.at("status", "outcome") and unmanaged_out_of_sight(found.root, found.ours, found.theirs):
        return 9
    if found.at("changes", "reasons") and other_cause_of_requested_fencing(found):
        return 19
    if found.at("reasons") and other_word_for_unmigrateable(found):
        return 24
    if found.at("scores"):
        return explanation_of_scores(found)
    if found.at("outcome", "actions", "changes", "reasons", "graph"):
        return explanation_of_consequences(found)
    if found.at("text") and counts_inactive_as_promotable(found):
        return 2
    return None


def explanation_of_scores(found):
    root, lines = found.root, found.scores()
    if not all(lines):
        return None
    if or_rule_on_unavailable_node(root, lines, found.theirs):
        return 10
    if opened_by_clone(root, lines, found):
        return 21
    clones = clones_of_instances(root, lines)
    if clones:
        clones = clones_of_instances(root, [SCORE.match(line) for line in found.theirs])
        if not clones:
            return 2
        if clones <= colocated(root):
            return 11
        if clones - colocated(root) <= passed_over(found):
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


def explanation_of_consequences(found):
    """What follows from scores that differ, from what is unmanaged, and from what cannot be looked for."""
    if starts_before_unmanaged(found) or starts_beside_later_member(found):
        return 7
    if looks_for_cloned_members(found):
        return 16
    if watches_elsewhere_in_maintenance(found):
        return 20
    if cancels_beside_maintenance(found):
        return 22
    if starts_beside_group(found):
        return 23
    about = {line[2].split(":")[0] for line in found.scores() if line}
    clones = clones_of_parts(found.root)
    scored = {clones[name] for name in about if name in clones}
    optional = optional_colocations(found.root)
    if scored & colocated(found.root) and found.goes_without(*optional, *wanting(found.root)):
        return 11
    promoted = [c for c in found.root.iter("rsc_colocation")
                if c.get("rsc-role") == "Promoted" and c.get("score") == "INFINITY"]
    unpromotable = {clones.get(line[2].split(":")[0]) for line in found.scores()
                    if line and line[1] is None and line[4] == "-INFINITY"}
    if unpromotable & colocated(found.root) and found.goes_without(*promoted):
        return 18
    shunning = [c for c in found.root.iter("rsc_colocation") if c.get("score", "").startswith("-") and c.get("rsc")]
    colocations = Colocations(found.root)
    if {colocations.top(name) for name in about} & colocations.shunned() and found.goes_without(*shunning):
        return 14
    related = Related(found.root)
    outweighed = outweighed_colocations(found.root)
    tied = related.to({c.get("rsc") for c in outweighed})
    if about and about <= tied and found.goes_without(*outweighed):
        return 15
    if related.all_about(found.ours + found.theirs, passed_over(found)):
        return 12
    unseen = re.findall(r"due to unrunnable (\S+?)(?::\d+)? monitor", found.answers[1].summary)
    if related.all_about(found.ours + found.theirs, {clones[name] for name in unseen if name in clones}):
        return 17
    if found.root.find(".//nvpair[@name='placement-strategy']") is not None and found.goes_with_other_numbers():
        return 25
    return None


def looks_for_cloned_members(found):
    """Whether all that differs is looks for members of cloned groups where others of the same clone are known."""
    clone_of = clones_of_parts(found.root)
    known = {(state.get("uname"), clone_of.get(history.get("id").split(":")[0]))
             for state in found.root.iter("node_state") for history in state.iter("lrm_resource")}
    looks = [re.search(r"action: (\S+?)(?::\d+)? monitor on (\S+)$", line) for line in found.ours]
    return found.at("actions") and not found.theirs and all(
        look and look[1] in clone_of and (look[2], clone_of[look[1]]) in known for look in looks)


def watches_elsewhere_in_maintenance(found):
    """Whether all that differs is how what is on a node in maintenance is watched on other nodes."""
    resting = {node.get("uname") for node in found.root.iter("node")
               if node.find("instance_attributes/nvpair[@name='maintenance'][@value='true']") is not None}
    there = {history.get("id") for state in found.root.iter("node_state") if state.get("uname") in resting
             for history in state.iter("lrm_resource")}
    watched = {primitive.get("id") for primitive in found.root.iter("primitive")
               if primitive.find("operations/op[@role='Stopped']") is not None}
    looks = [re.search(r"action: (\S+) monitor=\d+ on \S+$", line) for line in found.theirs]
    return found.at("actions") and not found.ours and all(
        look and look[1] in there and look[1].split(":")[0] in watched for look in looks)


def cancels_beside_maintenance(found):
    """Whether all that differs is monitors that end although only another node of the same resource is in maintenance."""
    left = {line[1].split(":")[0] for line in
            re.finditer(r"\* (\S+)\s+\(\S+\):.*\bmaintenance\b.*\[ \S+ \S", found.answers[0].summary)}
    cancels = [re.search(r"action: (\S+?)(?::\d+)? cancel=\d+ on \S+$", line) for line in found.ours]
    return found.at("actions") and not found.theirs and all(line and line[1] in left for line in cancels)


def starts_beside_group(found):
    """Whether 2.1.5 begins, or means, to start what must be with a group that cannot start."""
    groups = {part.get("id") for group in found.root.iter("group") for part in group.iter()}
    colocations = Colocations(found.root)
    tied = {one for one, other, score in colocations.pairs
            if score == "INFINITY" and colocations.top(other) in groups}
    begun = [re.search(r"Pseudo action: (\S+?)(?::\d+)?_start_0$", line) for line in found.theirs]
    return found.at("actions") and not found.ours and all(
        line and colocations.top(line[1]) in tied for line in begun)


def starts_before_unmanaged(found):
    """Whether 2.1.5 starts a member of a group although the next one is active and nobody may stop it, or it is to migrate."""
    told = found.answers[1].summary
    next_of = later_members(found.root)
    active = {line[1].split(":")[0] for line in
              re.finditer(r"\* (\S+)\s+\(\S+\):\s+(?!Stopped).*\b(?:unmanaged|blocked)\b", told)}
    active |= set(re.findall(r"^ +\* Migrate +(\S+) ", told, re.MULTILINE))
    started = re.findall(r"^ +\* Start +(\S+) ", told, re.MULTILINE)
    return any(next_of.get(name.split(":")[0]) in active for name in started)


def later_members(root):
    """The member that comes after each in its group."""
    return {a.get("id"): b.get("id") for group in root.iter("group")
            for a, b in itertools.pairwise(group.findall("primitive"))}


def starts_beside_later_member(found):
    """Whether all that differs is that a member added to a group starts only when the one after it has stopped."""
    if not found.at("graph") or found.theirs:
        return False
    order = graph_closure(found.answers[0].graph)
    actions = [line for line in order if "  after  " not in line]
    one_of = {action: re.sub(r"(?::\d+)?_\w+_\d+$", "", action.split()[1]) for action in actions}
    pairs = [(start, stop) for start in actions for stop in actions
             if "_start_0 " in start and "_stop_0 " in stop
             and later_members(found.root).get(one_of[start]) == one_of[stop] and f"{start}  after  {stop}" in order]

    def follows(line, start, stop):
        then, first = line.split("  after  ")
        return (then == start or f"{then}  after  {start}" in order) and (
            first == stop or f"{stop}  after  {first}" in order)
    return all(any(follows(line, *pair) for pair in pairs) for line in found.ours)


def unmanaged_out_of_sight(root, ours, theirs):
    """Whether all that differs is how unmanaged members of collectives on offline nodes are counted."""
    offline = [state for state in root.iter("node_state") if not is_online(state)]
    if not any(state.find("lrm/lrm_resources/lrm_resource") is not None for state in offline):
        return False
    counted = re.compile(r"\* (Stopped: \[|No resources)")
    shown = re.compile(r"\* Stopped: \[|\* (Clone Set|Resource Group): .*\bunmanaged\b|UNCLEAN, .*\bunmanaged\b"
                       r"|Stopped \((disabled, )?unmanaged")
    members = re.compile(r"UNCLEAN, .*\bunmanaged\b")
    if any(members.search(line) for line in ours):
        shown = re.compile(shown.pattern + r"|\* Resource Group: \S+:$|\): Stopped( \(disabled\))?$")
    return all(counted.search(line) for line in theirs) and all(shown.search(line) for line in ours)


def is_online(state):
    return state.get("in_ccm") == "true" and state.get("crmd") == "online"


def or_rule_on_unavailable_node(root, lines, theirs):
    """Whether a rule whose expressions are alternatives is about nodes that can run nothing."""
    online = {state.get("uname") for state in root.iter("node_state")
              if is_online(state) and state.get("join") == "member"
              and state.find(".//nvpair[@name='shutdown']") is None}
    return (root.find(".//rsc_location/rule[@boolean-op='or']") is not None
            and all(line[3] not in online for line in lines)
            and all(line.endswith(": -INFINITY") for line in theirs))


def opened_by_clone(root, lines, found):
    """Whether 2.1.5 just tells of nodes that were never open to one who must be with a clone."""
    clones = {part.get("id") for clone in root.iter("clone") for part in clone.iter() if part.get("id")}
    bound = {c.get("rsc") for c in root.iter("rsc_colocation")
             if c.get("score") == "INFINITY" and c.get("with-rsc") in clones}
    bound |= {part.get("id") for group in root.iter("group") if group.get("id") in bound
              for part in group.iter("primitive")}
    return (root.find(".//nvpair[@name='symmetric-cluster'][@value='false']") is not None and not found.ours
            and all(line[2].split(":")[0] in bound and line[4] == "-INFINITY" for line in lines))


def clones_of_parts(root):
    """The clone that each group or primitive inside one belongs to."""
    return {part.get("id"): clone.get("id") for clone in root.iter("clone") for part in clone.iter()
            if part.tag in ("primitive", "group")}


def clones_of_instances(root, lines):
    """The clones whose instances these scores are of, empty if any score is of something else."""
    clone_of = clones_of_parts(root)
    found = {clone_of.get(line[2].split(":")[0]) if ":" in line[2] else None for line in lines}
    return set() if None in found else found


def optional_colocations(root):
    """Those of clones that are not mandatory."""
    clones = {part.get("id") for clone in root.iter("clone") for part in clone.iter()}
    return [c for c in root.iter("rsc_colocation")
            if "INFINITY" not in c.get("score", "INFINITY")
            and clones & {e.get(name) for e in c.iter() for name in NAMES}]


def outweighed_colocations(root):
    """The optional ones by which somebody depends who is in mandatory ones too: of its group as well."""
    group_of = {part.get("id"): group.get("id") for group in root.iter("group") for part in group.iter("primitive")}

    def named(constraint):
        names = {e.get(name) for e in constraint.iter() for name in NAMES} - {None}
        return names | {group_of[name] for name in names if name in group_of}
    strict = [named(c) for c in root.iter("rsc_colocation") if "INFINITY" in c.get("score", "INFINITY")]
    return [c for c in root.iter("rsc_colocation")
            if c.get("rsc") and "INFINITY" not in c.get("score", "INFINITY")
            and any({c.get("rsc"), group_of.get(c.get("rsc"))} & names for names in strict)]


def wanting(root):
    """Those of whoever must be with a clone."""
    clones = {part.get("id") for clone in root.iter("clone") for part in clone.iter()}
    return [c for c in root.iter("rsc_colocation") if c.get("score", "INFINITY") == "INFINITY"
            and (c.get("with-rsc") in clones or clones & {e.get("id") for e in c.iter("resource_ref")})]


def colocated(root):
    """All clones that colocations are about, be it for a part of them."""
    named = {e.get(name) for constraint in root.iter("rsc_colocation") for e in constraint.iter() for name in NAMES}
    return {clone.get("id") for clone in root.iter("clone")
            if any(part.get("id") in named for part in clone.iter() if part.tag in ("clone", "group", "primitive"))}


def passed_over(found):
    """The clones of which an instance does not stay where it is because another node is better, as 2.1.5 tells."""
    clones = clones_of_parts(found.root)
    if not clones:
        return set()
    names = re.findall(r"Not pre-allocating (\S+?):\d+ to \S+ because", found.told())
    return {clones[name] for name in names if name in clones}


def other_cause_of_requested_fencing(found):
    """Whether all that differs is why nodes are fenced that somebody wants fenced."""
    wanted = {state.get("uname") for state in found.root.iter("node_state")
              if state.find(".//nvpair[@name='terminate']") is not None}
    fences = [re.match(r"\* Fence \(\w+\) (\S+) '(.*)'", line) for line in found.ours + found.theirs]
    return all(fence and fence[1] in wanted for fence in fences) and all(
        "fencing was requested" in line for line in found.ours)


def other_word_for_unmigrateable(found):
    """Whether all that differs is what is called of which the other cannot migrate."""
    return sorted(line.replace("due to unmigrateable ", "due to unrunnable ") for line in found.ours) == found.theirs


def counts_inactive_as_promotable(found):
    """
    Whether instances that will not be active come before those that are not to be promoted, which shows in the order
    of lines if no look at anything puts them back into the order of their numbers.
    """
    looks = found.root.find(".//nvpair[@name='enable-startup-probes'][@value='false']") is None and any(
        is_online(state) and state.get("join") == "member" for state in found.root.iter("node_state"))
    return not looks and "promotion score on none: 0" in found.answers[1].scores
