"""Reads crm status as JSON; exit 0 if COUNT nodes are online, web runs once, and nothing is under way or failed."""
import json, sys

status = json.load(sys.stdin)
status = status.get("status", status)


def instances(resource):
    for member in resource.get("members", []):
        yield from instances(member)
    for where in resource.get("where", []):
        yield where["instance"]


online = [n["name"] for n in status["nodes"] if n["condition"] == "online"]
running = [i for r in status["resources"] for i in instances(r)]
good = (
    len(online) == int(sys.argv[1])
    and running.count("web") == 1
    and running.count("vip") == 1
    and not status["busy"]
    and "leader" in status
)
sys.exit(0 if good else 1)
