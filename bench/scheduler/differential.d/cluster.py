"""Random small clusters as CIBs: the same seed gives the same bytes, in whatever Python 3."""
import hashlib
import random
import xml.etree.ElementTree as ET

from histories import Histories, parameters_digest

NOW = 1_790_000_000
SCORES = ["INFINITY", "-INFINITY", "100", "50", "10", "1", "-10", "-100", "INFINITY", "-INFINITY", "1000"]


class Cluster:
    """One random cluster. `xml()` is the answer; everything else makes up a part of it."""

    def __init__(self, seed):
        self.random = random.Random(int.from_bytes(hashlib.sha256(str(seed).encode()).digest()[:8], "big"))
        self.ids = 0
        self.cib = ET.Element("cib", {
            "crm_feature_set": "3.16.1", "validate-with": "pacemaker-3.7", "epoch": "1", "num_updates": "1",
            "admin_epoch": "0", "cib-last-written": "Thu Jan  1 00:00:00 2026", "execution-date": str(NOW),
            "have-quorum": "1" if self.chance(0.88) else "0"})
        self.configuration = ET.SubElement(self.cib, "configuration")
        self.options = ET.SubElement(self.configuration, "crm_config")
        self.nodes_section = ET.SubElement(self.configuration, "nodes")
        self.resources_section = ET.SubElement(self.configuration, "resources")
        self.constraints = ET.SubElement(self.configuration, "constraints")
        self.status = ET.SubElement(self.cib, "status")
        self.primitives = []      # (element, clone element or None)
        self.tops = []            # ids of what constraints may name
        self.promotables = set()
        self.tickets = []
        self.nodes()
        self.cluster_options()
        self.resources()
        self.constrain()
        self.defaults()
        Histories(self).fill()

    def xml(self):
        ET.indent(self.cib)
        return ET.tostring(self.cib, encoding="unicode") + "\n"

    # chance -------------------------------------------------------------------------------------------------------
    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, *values):
        return self.random.choice(values)

    def id(self, stem):
        self.ids += 1
        return f"{stem}-{self.ids}"

    def set(self, parent, kind, **values):
        """A set of name-value pairs; an underscore in a name stands for a hyphen."""
        values = {name.replace("_", "-"): value for name, value in values.items() if value is not None}
        if not values:
            return None
        block = ET.SubElement(parent, kind, {"id": self.id("set")})
        for name, value in values.items():
            ET.SubElement(block, "nvpair", {"id": self.id("nv"), "name": name, "value": str(value)})
        return block

    def maybe(self, probability, *values):
        return self.pick(*values) if self.chance(probability) else None

    # nodes and options ---------------------------------------------------------------------------------------------
    def nodes(self):
        self.node_names = [f"node{i}" for i in range(1, self.pick(1, 2, 2, 3, 3, 3, 4) + 1)]
        self.uses_capacity = self.chance(0.12)
        for number, name in enumerate(self.node_names, 1):
            node = ET.SubElement(self.nodes_section, "node", {"id": str(number), "uname": name})
            self.set(node, "instance_attributes",
                     standby=self.maybe(0.08, "on", "off"), maintenance=self.maybe(0.05, "true", "false"),
                     site=self.maybe(0.25, "a", "b"), weight=self.pick("1", "5", "20", "INFINITY", "-3"))
            if self.uses_capacity:
                self.set(node, "utilization", cpu=self.pick(1, 2, 4), memory=self.maybe(0.5, 2, 8))

    def cluster_options(self):
        self.fencing = self.chance(0.75)
        values = {
            "stonith-enabled": "true" if self.fencing else "false",
            "concurrent-fencing": self.pick("true", "true", "false"),
            "stonith-action": self.maybe(0.1, "off", "reboot"),
            "no-quorum-policy": self.maybe(0.4, "stop", "freeze", "ignore", "demote", "suicide"),
            "symmetric-cluster": self.maybe(0.08, "false"),
            "maintenance-mode": self.maybe(0.03, "true"),
            "stop-all-resources": self.maybe(0.03, "true"),
            "enable-startup-probes": self.maybe(0.2, "false"),
            "startup-fencing": self.maybe(0.05, "false"),
            "start-failure-is-fatal": self.maybe(0.12, "false"),
            "stop-orphan-resources": self.maybe(0.05, "false"),
            "stop-orphan-actions": self.maybe(0.05, "false"),
            "placement-strategy": self.pick("utilization", "minimal", "balanced") if self.uses_capacity else None,
            "node-health-strategy":
                self.maybe(0.08, "migrate-on-red", "only-green", "progressive", "custom"),
            "migration-limit": self.maybe(0.05, "1"),
        }
        self.set(self.options, "cluster_property_set", **values)

    # resources ------------------------------------------------------------------------------------------------------
    def resources(self):
        if self.chance(0.85 if self.fencing else 0.2):
            fence = ET.SubElement(self.resources_section, "primitive",
                                  {"id": "Fencing", "class": "stonith", "type": "fence_xvm"})
            self.primitives.append((fence, None))
            if self.chance(0.3):
                self.operation(fence, "monitor", interval="60s")
        for number in range(self.pick(1, 1, 2, 2, 3, 3, 4)):
            kind = self.pick("primitive", "primitive", "primitive", "group", "clone", "promotable", "clonedgroup")
            if kind == "primitive":
                self.primitive(self.resources_section, f"rsc{number}", None)
                self.tops.append(f"rsc{number}")
            elif kind == "group":
                self.group(self.resources_section, f"grp{number}", None)
                self.tops.append(f"grp{number}")
            else:
                self.clone(f"cl{number}", kind)
                self.tops.append(f"cl{number}")

    def operation(self, primitive, name, **options):
        operations = primitive.find("operations")
        if operations is None:
            operations = ET.SubElement(primitive, "operations")
        attributes = {"id": self.id("op"), "name": name, "interval": options.pop("interval", "0s")}
        attributes.update({key.replace("_", "-"): value for key, value in options.items() if value is not None})
        ET.SubElement(operations, "op", attributes)

    def primitive(self, parent, name, clone, promotable=False):
        element = ET.SubElement(parent, "primitive", {
            "id": name, "class": "ocf", "provider": "pacemaker", "type": "Stateful" if promotable else "Dummy"})
        self.primitives.append((element, clone))
        self.set(element, "instance_attributes", state=self.maybe(0.15, "/x", "/y"))
        self.set(element, "meta_attributes", **self.meta(), allow_migrate=self.maybe(0.15, "true"),
                 priority=self.maybe(0.12, 1, 5, 10), critical=self.maybe(0.05, "false"))
        if self.uses_capacity:
            self.set(element, "utilization", cpu=self.maybe(0.8, 1, 2), memory=self.maybe(0.3, 1, 4))
        if promotable:
            self.operation(element, "monitor", interval="10s", role="Promoted",
                           on_fail=self.maybe(0.15, "demote", "restart", "ignore"))
            self.operation(element, "monitor", interval="11s", role=self.maybe(0.5, "Unpromoted"))
        elif self.chance(0.7):
            self.operation(element, "monitor", interval="10s", timeout=self.maybe(0.3, "30s"),
                           on_fail=self.maybe(0.25, "ignore", "block", "stop", "restart", "standby", "fence"))
            if self.chance(0.06):
                self.operation(element, "monitor", interval="30s", role="Stopped")
        if self.chance(0.12):
            self.operation(element, "start", on_fail=self.maybe(0.7, "ignore", "block", "stop", "restart", "fence"))
        if self.chance(0.12):
            self.operation(element, "stop", on_fail=self.maybe(0.7, "ignore", "block", "fence"), timeout="60s")
        return element

    def meta(self):
        return dict(
            target_role=self.maybe(0.1, "Started", "Stopped", "Promoted", "Unpromoted", "Stopped"),
            is_managed=self.maybe(0.07, "false", "true"), maintenance=self.maybe(0.03, "true"),
            resource_stickiness=self.maybe(0.25, 1, 100, "INFINITY", 0, -5),
            migration_threshold=self.maybe(0.15, 1, 2, 3), failure_timeout=self.maybe(0.12, "60s", "1h"),
            multiple_active=self.maybe(0.1, "block", "stop_only", "stop_start", "stop_unexpected"),
            requires=self.maybe(0.06, "nothing", "quorum", "fencing"))

    def group(self, parent, name, clone):
        element = ET.SubElement(parent, "group", {"id": name})
        if self.chance(0.5):
            self.set(element, "meta_attributes", **self.meta(), priority=self.maybe(0.1, 2, 7))
        for number in range(self.pick(1, 2, 2, 3)):
            self.primitive(element, f"{name}m{number}", clone)
        return element

    def clone(self, name, kind):
        element = ET.SubElement(self.resources_section, "clone", {"id": name})
        promotable = kind == "promotable"
        if promotable:
            self.promotables.add(name)
        meta = self.meta() if self.chance(0.4) else {}
        unique = self.maybe(0.15, "true")
        self.set(element, "meta_attributes", **meta, promotable="true" if promotable else None,
                 clone_max=self.maybe(0.3, 1, 2, 3, 4), clone_node_max=self.maybe(0.4, 1, 2) if unique else None,
                 globally_unique=unique, interleave=self.maybe(0.5, "true"),
                 ordered=self.maybe(0.15, "true"), notify=self.maybe(0.2, "true"),
                 promoted_max=self.maybe(0.15, 1, 2) if promotable else None,
                 promoted_node_max=self.maybe(0.05, 1, 2) if promotable else None,
                 clone_min=self.maybe(0.06, 1, 2))
        if kind == "clonedgroup":
            self.group(element, f"{name}g", element)
        else:
            self.primitive(element, f"{name}p", element, promotable)

    # constraints ----------------------------------------------------------------------------------------------------
    def anything(self):
        """What a constraint may name: tops mostly, and now and then what is inside."""
        if self.chance(0.9) or len(self.primitives) < 2:
            return self.pick(*self.tops)
        return self.pick(*[p.get("id") for p, clone in self.primitives if clone is None and p.get("id") != "Fencing"]
                         or self.tops)

    def role_of(self, name, probability=0.6):
        return self.maybe(probability, "Promoted", "Promoted", "Unpromoted", "Started") \
            if name in self.promotables else None

    def constraint(self, tag, /, **attributes):
        return ET.SubElement(self.constraints, tag, {
            "id": self.id("con"), **{k.replace("_", "-"): str(v) for k, v in attributes.items() if v is not None}})

    def constrain(self):
        for _ in range(self.pick(0, 0, 1, 1, 2, 3)):
            self.location()
        for _ in range(self.pick(0, 0, 0, 1, 1, 2)):
            self.colocation()
        for _ in range(self.pick(0, 0, 0, 1, 1, 2)):
            self.order()
        if self.chance(0.06):
            self.ticket()

    def location(self):
        rsc = self.anything()
        if self.chance(0.7):
            self.constraint("rsc_location", rsc=rsc, node=self.pick(*self.node_names), score=self.pick(*SCORES),
                            role=self.role_of(rsc, 0.3))
            return
        location = self.constraint("rsc_location", rsc=rsc)
        rule = ET.SubElement(location, "rule", {"id": self.id("rule")})
        if self.chance(0.2):
            rule.set("score-attribute", "weight")
        else:
            rule.set("score", self.pick(*SCORES))
        if self.role_of(rsc, 0.3):
            rule.set("role", "Promoted")
        if self.chance(0.2):
            rule.set("boolean-op", self.pick("or", "and"))
        for _ in range(self.pick(1, 1, 2)):
            self.expression(rule)

    def expression(self, rule):
        kind = self.pick("attribute", "attribute", "defined", "uname", "date")
        if kind == "attribute":
            ET.SubElement(rule, "expression", {"id": self.id("e"), "attribute": self.pick("site", "weight"),
                                               "operation": self.pick("eq", "ne", "lt", "gte"),
                                               "value": self.pick("a", "b", "10")})
        elif kind == "defined":
            ET.SubElement(rule, "expression", {"id": self.id("e"), "attribute": self.pick("site", "weight"),
                                               "operation": self.pick("defined", "not_defined")})
        elif kind == "uname":
            ET.SubElement(rule, "expression", {"id": self.id("e"), "attribute": "#uname",
                                               "operation": self.pick("eq", "ne"),
                                               "value": self.pick(*self.node_names)})
        else:
            operation = self.pick("gt", "lt")
            ET.SubElement(rule, "date_expression", {
                "id": self.id("e"), "operation": operation,
                "start" if operation == "gt" else "end": self.pick("2020-01-01", "2040-01-01")})

    def colocation(self):
        if len(self.tops) > 1 and self.chance(0.15):
            self.colocation_set()
            return
        rsc, other = self.anything(), self.anything()
        if rsc == other:
            return
        self.constraint("rsc_colocation", rsc=rsc, with_rsc=other, score=self.pick(*SCORES),
                        rsc_role=self.role_of(rsc), with_rsc_role=self.role_of(other),
                        node_attribute=self.maybe(0.05, "site"), influence=self.maybe(0.05, "false", "true"))

    def resource_sets(self, parent, **options):
        left = list(dict.fromkeys(self.tops))
        self.random.shuffle(left)
        for _ in range(self.pick(1, 2)):
            if not left:
                return
            members = [left.pop() for _ in range(min(len(left), self.pick(1, 2)))]
            attributes = {"id": self.id("rs")}
            attributes.update({k.replace("_", "-"): v() for k, v in options.items() if self.chance(0.4)})
            resource_set = ET.SubElement(parent, "resource_set", attributes)
            for member in members:
                ET.SubElement(resource_set, "resource_ref", {"id": member})

    def colocation_set(self):
        self.resource_sets(self.constraint("rsc_colocation", score=self.pick("INFINITY", "100", "-INFINITY")),
                           sequential=lambda: self.pick("true", "false"))

    def order(self):
        if len(self.tops) > 1 and self.chance(0.15):
            self.resource_sets(self.constraint("rsc_order", kind=self.pick("Mandatory", "Optional")),
                               sequential=lambda: self.pick("true", "false"),
                               require_all=lambda: self.pick("true", "false"))
            return
        first, then = self.anything(), self.anything()
        if first == then:
            return
        self.constraint(
            "rsc_order", first=first, then=then, kind=self.maybe(0.6, "Mandatory", "Optional", "Serialize"),
            symmetrical=self.maybe(0.15, "false", "true"),
            first_action=self.maybe(0.5, "promote", "start", "demote", "stop") if first in self.promotables
            else self.maybe(0.08, "start", "stop"),
            then_action=self.maybe(0.4, "promote", "start", "demote") if then in self.promotables
            else self.maybe(0.05, "start", "stop"))

    def ticket(self):
        rsc = self.pick(*self.tops)
        self.constraint("rsc_ticket", rsc=rsc, ticket="ticketA", rsc_role=self.role_of(rsc),
                        loss_policy=self.maybe(0.7, "stop", "demote", "freeze", "fence"))
        if self.chance(0.7):
            tickets = ET.SubElement(self.status, "tickets")
            ET.SubElement(tickets, "ticket_state", {
                "id": "ticketA", "granted": self.pick("true", "false"), "standby": self.pick("false", "false", "true")})

    def defaults(self):
        if self.chance(0.15):
            block = ET.SubElement(self.configuration, "rsc_defaults")
            self.set(block, "meta_attributes", resource_stickiness=self.maybe(0.7, 1, 50, "INFINITY"),
                     migration_threshold=self.maybe(0.3, 1, 3), failure_timeout=self.maybe(0.2, "30s"))
        if self.chance(0.06):
            block = ET.SubElement(self.configuration, "op_defaults")
            self.set(block, "meta_attributes", on_fail=self.pick("ignore", "restart", "block"))

    def digest_of(self, primitive, recurring_timeout=None):
        """What an operation's record would keep of the parameters that are configured."""
        parameters = {pair.get("name"): pair.get("value")
                      for block in primitive.findall("instance_attributes") for pair in block.findall("nvpair")}
        if recurring_timeout is not None:
            parameters["CRM_meta_timeout"] = str(recurring_timeout)
        return parameters_digest(parameters)
