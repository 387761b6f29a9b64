"""The two engines, and what of their answers is compared."""
import os
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
PATIENCE = 60


def java():
    home = os.environ.get("JAVA_HOME")
    homes = ([pathlib.Path(home)] if home else []) + sorted(pathlib.Path("/usr/lib/jvm").glob("*25*"))
    return str(next((h / "bin/java" for h in homes if (h / "bin/java").exists()), "java"))


class Answer:
    """summary, scores and graph as texts; or why there are none."""

    def __init__(self, summary="", scores="", graph="", error=None):
        self.summary, self.scores, self.graph, self.error = summary, scores, graph, error


class Ours:
    """The engine of this repository in a process that decides one case after another."""

    def __init__(self):
        classes = ":".join(str(ROOT / module / "target/classes") for module in ("crm-core", "crm-formats"))
        self.process = subprocess.Popen(
            [java(), "-Xss4m", "-Xmx512m", "-XX:+UseSerialGC", "-cp", classes, str(HERE / "Decide.java")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, path):
        self.process.stdin.write(f"{path}\n".encode())
        self.process.stdin.flush()

    def answer(self):
        head = self.process.stdout.readline().split()
        if not head:
            raise RuntimeError("our engine ended by itself")
        if head[0] == b"error":
            return Answer(error=self.process.stdout.read(int(head[1])).decode())
        return Answer(*[self.process.stdout.read(int(length)).decode() for length in head])

    def close(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE)


def theirs(path, work):
    """What crm_simulate makes of a case."""
    environment = {**os.environ, "LC_ALL": "C", "CIB_shadow_dir": str(work)}
    graph = pathlib.Path(work, "theirs.exp")

    def run(*arguments):
        return subprocess.run(["crm_simulate", "-x", path, *arguments], env=environment, capture_output=True,
                              text=True, errors="replace", timeout=PATIENCE)
    summary = run("-S")
    if "Transition Summary" not in summary.stdout:
        return Answer(error=(summary.stderr or summary.stdout).strip() or f"exit {summary.returncode}")
    graph.unlink(missing_ok=True)
    scores = run("-sSQ", "-G", str(graph))
    return Answer(as_newer(summary.stdout), as_newer(scores.stdout), graph.read_text() if graph.exists() else "")


HEADS = {"Current cluster status:": "status", "Transition Summary:": "changes",
         "Executing Cluster Transition:": "actions", "Revised Cluster Status:": "outcome"}


def sections(text):
    """The lines of each part; where instances of a clone are, with the clone's name."""
    found = defaultdict(list)
    at = "preamble"
    clone = ""
    for line in text.splitlines():
        if line.rstrip() in HEADS:
            at = HEADS[line.rstrip()]
            clone = ""
        elif line.strip():
            begins = re.match(r"\s+\* Clone Set: (\S+) \[", line)
            clone = begins[1] if begins else clone
            of_clone = f" of {clone}" if re.match(r"\s+\* [\w() -]+: \[ ", line) and clone else ""
            found[at].append(" ".join(line.split()) + of_clone)
    return found


def as_newer(text):
    """2.1.5's words as newer versions have them: docs/differences.md, 1 and 2."""
    text = re.sub(r"Stopped \((not installed|invalid parameter|insufficient privileges|not configured|error)\b",
                  lambda words: "Stopped (" + words[1][0].upper() + words[1][1:], text)
    text = re.sub(r"\((.*)unmanaged, disabled\):", r"(\1disabled, unmanaged):", text)
    return text.replace("'termination was requested'", "'fencing was requested'") \
               .replace("pcmk__clone_allocate:", "pcmk__clone_assign:")


def unmanaged(line):
    """2.1.5 does not tell a resource in maintenance from an unmanaged one: docs/differences.md, 1."""
    return line if "* Node " in line else re.sub(r"\bmaintenance\b(?=[,)])", "unmanaged", line)


def score_lines(text):
    """
    Those of instances that will be active, however often they are told: 2.1.5 says something else of the others, and
    does not tell them again where a newer version tries again (docs/differences.md, 2).
    """
    return Counter({" ".join(line.split()) for line in text.splitlines()
                    if line.strip() and "promotion score on none" not in line and "score (inactive)" not in line})


def graph_closure(text):
    """For each action, by its names: the actions it comes after, by theirs."""
    if not text:
        return Counter()
    actions, inputs = {}, {}
    for synapse in ET.fromstring(text).findall("synapse"):
        action = synapse.find("action_set")[0]
        actions[action.get("id")] = f"{action.tag} {action.get('operation_key')} {action.get('on_node', '')}"
        inputs[action.get("id")] = [t.get("id") for trigger in synapse.findall("inputs/trigger") for t in trigger]
    result = Counter()
    for action, name in actions.items():
        seen, open_ones = set(), list(inputs[action])
        while open_ones:
            one = open_ones.pop()
            if one not in seen:
                seen.add(one)
                open_ones.extend(inputs.get(one, ()))
        result[name] += 1
        for one in seen:
            result[f"{name}  after  {actions.get(one, one)}"] += 1
    return result


def compared(answer):
    """Everything that must agree, in the order in which a difference is reported."""
    parts = sections(answer.summary)
    return {
        "status": Counter(map(unmanaged, parts["preamble"] + parts["status"])),
        "outcome": Counter(map(unmanaged, parts["outcome"])),
        "actions": Counter(parts["actions"]),
        "changes": Counter(re.sub(r"\s*due to .*", "", line) for line in parts["changes"]),
        "reasons": Counter(parts["changes"]),
        "scores": score_lines(answer.scores),
        "graph": graph_closure(answer.graph),
        "text": Counter({"\n".join(map(unmanaged, answer.summary.strip().splitlines())): 1}),
    }


def kinds(lines):
    """Differing lines without what is peculiar to a case, so that the same kind of difference is known again."""
    return {re.sub(r"(rsc|grp|cl|node|m|con|p|g|:)\d+", r"\1", line) for line in lines}


LEVELS = ["error", "status", "outcome", "actions", "changes", "reasons", "scores", "graph", "text"]


def difference(ours, theirs_):
    """The first level on which two answers differ, or None; and what each has that the other has not."""
    if ours.error and theirs_.error:
        return None, [], []
    if ours.error or theirs_.error:
        return "error", [ours.error or "an answer"], [theirs_.error or "an answer"]
    mine, other = compared(ours), compared(theirs_)
    for level in LEVELS[1:]:
        if mine[level] != other[level]:
            if level == "text":
                import difflib
                diff = list(difflib.unified_diff(theirs_.summary.splitlines(), ours.summary.splitlines(), n=0,
                                                 lineterm=""))[2:]
                return (level, [d[1:] for d in diff if d[0] == "+"], [d[1:] for d in diff if d[0] == "-"])
            return (level, sorted((mine[level] - other[level]).elements()),
                    sorted((other[level] - mine[level]).elements()))
    return None, [], []
