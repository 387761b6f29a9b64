package crm.formats.cib;

import crm.model.NodeName;
import crm.state.Attributes;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.PowerProof;
import crm.state.ResourceHistory;
import crm.state.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code <status>}: what is known of nodes, and tickets. */
final class StatusReader {

    private final NodeIds nodes;
    private final References references;
    private final HistoryReader histories;
    private final Report report;

    StatusReader(NodeIds nodes, References references, Report report) {
        this.nodes = nodes;
        this.references = references;
        this.histories = new HistoryReader(report);
        this.report = report;
    }

    /** What is known of one node; empty, and reported, if it cannot be told which. */
    Optional<NodeState> node(XmlElement element) {
        Optional<NodeName> name = element.get("uname")
                .flatMap(text -> report.nodeName(element, text))
                .or(() -> nodes.nameOfId(element.id()));
        if (name.isEmpty()) {
            report.warning(element, "no node of that id is configured; its status is ignored", "Nothing to do.");
            return Optional.empty();
        }
        Optional<String> inCcm = element.get("in_ccm");
        Optional<String> crmd = element.get("crmd");
        return Optional.of(new NodeState(
                name.get(),
                Incarnation.UNKNOWN,
                membership(element),
                isUp(crmd, "online"),
                join(element, "join").orElse(Join.UNKNOWN),
                // Nothing is expected of a node that nobody waits for.
                join(element, "expected").orElse(Join.DOWN),
                inCcm.flatMap(StatusReader::since),
                crmd.flatMap(StatusReader::since),
                transientAttributes(element),
                history(name.get(), element),
                fenced(name.get(), element),
                false,
                report.bool(element, "node_in_maintenance")));
    }

    private Membership membership(XmlElement element) {
        return element.get("in_ccm")
                .map(text -> isUp(Optional.of(text), "true") ? Membership.MEMBER : Membership.LOST)
                .orElse(Membership.UNSEEN);
    }

    /** Until 2.1.6 these were words; since then they are the time since when it holds, or zero. */
    private static boolean isUp(Optional<String> value, String word) {
        return value.map(text -> text.equals(word)
                        || Report.truth(text).orElse(false)
                        || Times.epoch(text).isPresent())
                .orElse(false);
    }

    /** The time since when it holds; one second after the epoch is merely {@code true}. */
    private static Optional<Instant> since(String text) {
        return Times.epoch(text).filter(at -> at.getEpochSecond() > 1);
    }

    private Optional<Join> join(XmlElement element, String attribute) {
        return report.parsed(element, attribute, "member, down, pending or banned", text -> switch (text) {
            case "member" -> Optional.of(Join.MEMBER);
            case "down" -> Optional.of(Join.DOWN);
            case "pending" -> Optional.of(Join.PENDING);
            case "banned", "nack" -> Optional.of(Join.BANNED);
            default -> Optional.<Join>empty();
        });
    }

    /** A remote node remembers when it was fenced; which device proved it is not recorded. */
    private static Optional<PowerProof> fenced(NodeName node, XmlElement element) {
        return element.get("node_fenced")
                .flatMap(Times::epoch)
                .filter(at -> at.getEpochSecond() > 0)
                .map(at -> new PowerProof(node, "unknown", new PowerProof.AgentReported("unknown"), at, Duration.ZERO));
    }

    private Attributes transientAttributes(XmlElement node) {
        var values = new TreeMap<String, String>();
        node.children("transient_attributes")
                .flatMap(block -> block.children("instance_attributes"))
                .flatMap(set -> references.resolve(set).stream())
                .forEach(set -> set.children("nvpair")
                        .forEach(pair -> pair.get("name")
                                .ifPresent(name ->
                                        pair.get("value").ifPresent(value -> values.putIfAbsent(name, value)))));
        return new Attributes(values);
    }

    private List<ResourceHistory> history(NodeName node, XmlElement element) {
        var found = new ArrayList<ResourceHistory>();
        element.children("lrm")
                .flatMap(lrm -> lrm.children("lrm_resources"))
                .flatMap(block -> block.children("lrm_resource"))
                .forEach(resource -> histories.read(node, resource).ifPresent(found::add));
        return found;
    }

    /** Tickets in either form: an element each, or (before 1.1.6) attributes in one set. */
    List<Ticket> tickets(XmlElement block) {
        var tickets = new ArrayList<Ticket>();
        block.children("ticket_state").forEach(element -> ticket(element).ifPresent(tickets::add));
        block.children("instance_attributes")
                .flatMap(set -> set.children("nvpair"))
                .forEach(pair -> oldTicket(pair).ifPresent(tickets::add));
        return tickets;
    }

    private Optional<Ticket> ticket(XmlElement element) {
        var others = new TreeMap<String, String>();
        for (String attribute : element.attributeNames()) {
            switch (attribute) {
                case "id", "granted", "standby", "last-granted" -> {
                    // components of the ticket
                }
                default -> others.put(attribute, element.get(attribute, ""));
            }
        }
        return report.required(element, "id")
                .map(id -> new Ticket(
                        id,
                        report.bool(element, "granted").orElse(false),
                        report.bool(element, "standby").orElse(false),
                        element.get("last-granted").flatMap(Times::epoch),
                        new Attributes(others)));
    }

    private static Optional<Ticket> oldTicket(XmlElement pair) {
        String prefix = "granted-ticket-";
        String name = pair.get("name", "");
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(new Ticket(
                name.substring(prefix.length()),
                pair.get("value").flatMap(Report::truth).orElse(false),
                false,
                Optional.empty(),
                Attributes.NONE));
    }
}
