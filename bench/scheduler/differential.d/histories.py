"""What a random cluster has lived through: node states, histories of operations, fail counts and promotion scores."""
import hashlib
import xml.etree.ElementTree as ET

UUID = "00000000-0000-4000-8000-000000000001"


def parameters_digest(parameters):
    text = " <parameters" + "".join(f' {name}="{parameters[name]}"' for name in sorted(parameters)) + "/>\n"
    return hashlib.md5(text.encode()).hexdigest()


class Histories:
    """Fills the status of a cluster."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.calls = 0
        self.histories = {}       # (node, resource name) -> lrm_resource
        self.transient = {}       # node -> {attribute: value}

    def fill(self):
        self.node_states()
        for primitive, clone in self.cluster.primitives:
            if self.cluster.chance(0.8):
                if clone is None:
                    self.lone(primitive)
                else:
                    self.cloned(primitive, clone)
        if self.cluster.chance(0.08):
            self.removed()
        self.attributes()

    # nodes ----------------------------------------------------------------------------------------------------------
    def node_states(self):
        self.lrm = {}
        self.states = {}
        self.alive = []
        for number, name in enumerate(self.cluster.node_names, 1):
            standing = "online" if number == 1 else self.cluster.pick(
                "online", "online", "online", "online", "online", "online", "online", "online",
                "lost", "down", "leaving", "pending", "halfway", "unknown", "crashed")
            self.transient[name] = {}
            if standing == "unknown":
                continue
            state = ET.SubElement(self.cluster.status, "node_state", {
                "id": str(number), "uname": name, **self.membership(standing)})
            if standing == "leaving":
                self.transient[name]["shutdown"] = "1789999990"
            if standing != "down":
                self.states[name] = state
                lrm = ET.SubElement(state, "lrm", {"id": str(number)})
                self.lrm[name] = ET.SubElement(lrm, "lrm_resources")
                self.alive.append(name)

    @staticmethod
    def membership(standing):
        values = {
            "online": ("true", "online", "member", "member"), "leaving": ("true", "online", "member", "member"),
            "lost": ("false", "offline", "member", "member"), "down": ("false", "offline", "down", "down"),
            "pending": ("true", "online", "down", "down"), "halfway": ("true", "offline", "member", "member"),
            "crashed": ("true", "offline", "down", "member"),
        }[standing]
        return dict(zip(("in_ccm", "crmd", "join", "expected"), values))

    # histories ------------------------------------------------------------------------------------------------------
    def history(self, node, name, primitive):
        key = (node, name)
        if key not in self.histories:
            agent = {key: primitive.get(key) for key in ("class", "provider", "type") if primitive.get(key)}
            self.histories[key] = ET.SubElement(self.lrm[node], "lrm_resource", {"id": name, **agent})
        return self.histories[key]

    def operation(self, node, name, primitive, task, rc=0, interval=0, status=None, expected=0, **more):
        self.calls += 1
        if status is None:
            status = 0 if rc == expected or rc in (7, 8) and task == "monitor" and not interval else 4
        stem = more.pop("stem", None) or ("last_0" if not interval else f"monitor_{interval}")
        record = {
            "id": f"{name}_{stem}", "operation_key": f"{name}_{task}_{interval}", "operation": task,
            "crm-debug-origin": "gen", "crm_feature_set": "3.16.1",
            "transition-key": f"{self.calls}:1:{expected}:{UUID}",
            "transition-magic": f"{status}:{rc};{self.calls}:1:{expected}:{UUID}", "exit-reason": "",
            "on_node": node, "call-id": "-1" if status == -1 else str(self.calls), "rc-code": str(rc),
            "op-status": str(status), "interval": str(interval),
            "last-rc-change": str(1_789_990_000 + self.calls * self.cluster.pick(1, 60)), "exec-time": "10",
            "queue-time": "0", **more}
        if task in ("start", "monitor", "promote", "migrate_from"):
            timeout = self.timeout(primitive, interval) if interval else None
            record["op-digest"] = self.cluster.digest_of(primitive, timeout) if self.cluster.chance(0.97) else "0" * 32
        self.record(node, name, primitive, record)
        if stem == "last_failure_0" and not interval:
            # What failed last is also what was done last.
            self.record(node, name, primitive, {**record, "id": f"{name}_last_0"})

    def record(self, node, name, primitive, record):
        history = self.history(node, name, primitive)
        for old in history.findall(f"lrm_rsc_op[@id='{record['id']}']"):
            history.remove(old)
        ET.SubElement(history, "lrm_rsc_op", record)

    @staticmethod
    def timeout(primitive, interval):
        for op in primitive.findall("operations/op[@name='monitor']"):
            if op.get("interval") == f"{interval // 1000}s" and op.get("timeout"):
                return int(op.get("timeout")[:-1]) * 1000
        return 20000

    def absent(self, node, name, primitive):
        """A probe found nothing, or nobody has looked, or the last thing was a stop."""
        kind = self.cluster.pick("probed", "probed", "probed", "unknown", "stopped", "error")
        if kind == "probed":
            self.operation(node, name, primitive, "monitor", rc=7, expected=7)
        elif kind == "stopped":
            self.operation(node, name, primitive, "stop")
        elif kind == "error" and self.cluster.chance(0.3):
            self.operation(node, name, primitive, "monitor", rc=self.cluster.pick(1, 5, 2, 6), expected=7,
                           stem="last_failure_0")

    def active(self, node, name, primitive, promoted=False, lone=False):
        self.operation(node, name, primitive, "start")
        if promoted:
            self.operation(node, name, primitive, "promote")
        for op in primitive.findall("operations/op[@name='monitor']"):
            role = op.get("role", "Started")
            runs = role != "Stopped" and (role == "Promoted") == promoted
            if runs and self.cluster.chance(0.85):
                self.operation(node, name, primitive, "monitor", rc=8 if promoted else 0,
                               interval=int(op.get("interval")[:-1]) * 1000, expected=8 if promoted else 0)
        if self.cluster.chance(0.25):
            self.trouble(node, name, primitive, promoted, lone)

    def trouble(self, node, name, primitive, promoted, lone):
        failure = dict(stem="last_failure_0")
        kind = self.cluster.pick("monitor", "monitor", "monitor", "stop", "start", "pending", "found", "timeout",
                                 "promote", "demote", "migrating")
        if kind == "monitor":
            self.operation(node, name, primitive, "monitor", rc=self.cluster.pick(7, 1, 9 if promoted else 7),
                           interval=10000, expected=8 if promoted else 0, **failure)
        elif kind == "timeout":
            self.operation(node, name, primitive, "monitor", rc=1, interval=10000, status=2, **failure)
        elif kind == "stop":
            self.operation(node, name, primitive, "stop", rc=1, **failure)
        elif kind == "start":
            self.operation(node, name, primitive, "start", rc=self.cluster.pick(1, 5, 6), **failure)
        elif kind == "pending":
            self.operation(node, name, primitive, self.cluster.pick("start", "stop", "monitor"), rc=193, status=-1)
        elif kind == "found":
            self.operation(node, name, primitive, "monitor", rc=8 if promoted else 0, expected=7)
        elif kind in ("promote", "demote") and primitive.get("type") == "Stateful":
            self.operation(node, name, primitive, kind, rc=1, **failure)
        elif kind == "migrating" and lone and len(self.alive) > 1:
            other = self.cluster.pick(*[n for n in self.alive if n != node])
            # Migrations are recorded apart from what else was done last.
            ends = dict(migrate_source=node, migrate_target=other)
            self.operation(node, name, primitive, "migrate_to", rc=self.cluster.pick(0, 0, 1), stem="migrate_to_0",
                           **ends)
            if self.cluster.chance(0.4):
                self.operation(other, name, primitive, "migrate_from", rc=self.cluster.pick(0, 1),
                               stem="migrate_from_0", **ends)
            if self.cluster.chance(0.3):
                self.operation(node, name, primitive, "stop")
        if kind in ("monitor", "start", "stop", "timeout", "promote", "demote") and self.cluster.chance(0.6):
            task = {"timeout": "monitor"}.get(kind, kind)
            key = f"{name}#{task}_{10000 if task == 'monitor' else 0}"
            self.transient[node][f"fail-count-{key}"] = self.cluster.pick("1", "2", "INFINITY")
            self.transient[node][f"last-failure-{key}"] = str(
                self.cluster.pick(1_789_999_900, 1_789_999_980, 1_789_990_000))

    def lone(self, primitive):
        if not self.alive:
            return
        name = primitive.get("id")
        homes = {self.cluster.pick(*self.alive)} if self.cluster.chance(0.75) else set()
        if self.cluster.chance(0.04):
            homes.add(self.cluster.pick(*self.alive))
        for node in self.alive:
            if node in homes:
                # Instances of clones are not migrated: nothing could tell which of them moved.
                self.active(node, name, primitive, lone=True)
            else:
                self.absent(node, name, primitive)

    def cloned(self, primitive, clone):
        unique = clone.find("meta_attributes/nvpair[@name='globally-unique']") is not None
        promotable = clone.get("id") in self.cluster.promotables
        promoted = self.cluster.pick(*self.alive) if promotable and self.cluster.chance(0.6) else None
        numbered = unique or self.cluster.chance(0.25)
        for number, node in enumerate(self.alive):
            name = primitive.get("id") + (f":{number}" if numbered else "")
            if self.cluster.chance(0.65):
                self.active(node, name, primitive, node == promoted)
            else:
                self.absent(node, name, primitive)
            if promotable and self.cluster.chance(0.6):
                self.transient[node][f"master-{primitive.get('id')}"] = self.cluster.pick("1", "5", "10", "100", "-1")

    def removed(self):
        gone = ET.Element("primitive", {"id": "gone", "class": "ocf", "provider": "pacemaker", "type": "Dummy"})
        for node in self.alive:
            if self.cluster.chance(0.5):
                self.operation(node, "gone", gone, "start")
                if self.cluster.chance(0.5):
                    self.operation(node, "gone", gone, "monitor", interval=10000)

    # attributes -----------------------------------------------------------------------------------------------------
    def attributes(self):
        for node, state in self.states.items():
            values = self.transient[node]
            if self.cluster.chance(0.12):
                values["#health-disk"] = self.cluster.pick("red", "yellow", "green", "-10")
            if self.cluster.chance(0.02):
                values["terminate"] = "true"
            if not values:
                continue
            block = ET.SubElement(state, "transient_attributes", {"id": state.get("id")})
            pairs = ET.SubElement(block, "instance_attributes", {"id": f"status-{node}"})
            for name, value in values.items():
                ET.SubElement(pairs, "nvpair", {"id": f"status-{node}-{name.replace('#', '.')}", "name": name,
                                                "value": value})
