package crm.formats.pacemaker;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.NodeOutlook;
import crm.policy.ResourceOutlook;
import crm.policy.ResourceOutlook.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resource list of a status: primitives and groups; clones and bundles have a class each. */
final class ResourceLines {

    private final Listing listing;
    private final Lines out;
    private final Map<NodeName, NodeOutlook> nodes;
    private final FailedProbes probes;

    ResourceLines(Listing listing, Lines out) {
        this.listing = listing;
        this.out = out;
        this.nodes = listing.nodesByName();
        this.probes = FailedProbes.in(listing);
    }

    Listing listing() {
        return listing;
    }

    Lines out() {
        return out;
    }

    FailedProbes probes() {
        return probes;
    }

    /**
     * Where a resource stands in the tree, which decides how it is named and which role it can have.
     *
     * @param depth of its line
     * @param promotable whether the collective around it can be promoted
     * @param numbered whether instances are told apart by their number
     */
    record Place(int depth, boolean promotable, boolean numbered) {
        static final Place TOP = new Place(2, false, true);

        Place deeper() {
            return new Place(depth + 1, promotable, numbered);
        }
    }

    /** A top-level resource; what was removed from the configuration is shown only while active. */
    void write(ResourceOutlook resource) {
        if (!resource.removed() || isActive(resource, true)) {
            write(resource, Place.TOP);
        }
    }

    void write(ResourceOutlook resource, Place place) {
        switch (resource.shape()) {
            case PRIMITIVE -> out.item(place.depth(), primitive(resource, place));
            case GROUP -> writeGroup(resource, place);
            case CLONE -> new CloneLines(this, resource, place).write();
            case BUNDLE -> new BundleLines(this, resource, place).write();
        }
    }

    private void writeGroup(ResourceOutlook group, Place place) {
        var flags = new ArrayList<String>();
        if (Words.disabled(group, place.promotable())) {
            flags.add("disabled");
        }
        unmanaged(group).ifPresent(flags::add);
        out.item(place.depth(), "Resource Group: " + group.id() + flags(flags) + ":");
        group.children().forEach(member -> write(member, place.deeper()));
    }

    static Optional<String> unmanaged(ResourceOutlook resource) {
        if (resource.managed()) {
            return Optional.empty();
        }
        return Optional.of(resource.maintenance() ? "maintenance" : "unmanaged");
    }

    static String flags(List<String> flags) {
        return flags.isEmpty() ? "" : " (" + String.join(", ", flags) + ")";
    }

    private String primitive(ResourceOutlook resource, Place place) {
        String name = place.numbered()
                ? resource.id().toString()
                : resource.id().resource().value();
        boolean several = resource.active().size() > 1;
        Optional<NodeName> node = several
                ? Optional.empty()
                : resource.active().stream()
                        .findFirst()
                        .or(() -> underWayOn(resource))
                        .or(resource::lockedTo);
        String line = named(name, resource, place, node);
        return several ? line + description(resource) + nodeList(resource.active()) : line;
    }

    private String description(ResourceOutlook resource) {
        return listing.description(resource).map(text -> " (" + text + ")").orElse("");
    }

    private static String nodeList(List<NodeName> active) {
        return " [ " + String.join(" ", active.stream().map(NodeName::value).toList()) + " ]";
    }

    /** The line of a primitive under a name and on a node of the caller's choice. */
    String named(String name, ResourceOutlook resource, Place place, Optional<NodeName> node) {
        Role role = displayedRole(resource, place.promotable());
        var line = new StringBuilder();
        line.append(name).append("\t(");
        resource.agent().ifPresent(line::append);
        line.append("):\t");
        if (resource.removed()) {
            line.append(" ORPHANED");
        }
        if (resource.failed()) {
            line.append(" FAILED").append(role == Role.PROMOTED ? " Promoted" : "");
        } else {
            line.append(' ').append(pendingRole(resource).orElse(role.toString()));
        }
        node.ifPresent(at -> line.append(' ').append(at));
        if (role == Role.STOPPED) {
            probes.of(resource, node)
                    .ifPresent(text -> line.append(" (").append(text).append(") "));
        }
        return line.append(flags(primitiveFlags(resource, place, node))).toString();
    }

    static Role displayedRole(ResourceOutlook resource, boolean promotable) {
        return promotable && resource.role() == Role.STARTED ? Role.UNPROMOTED : resource.role();
    }

    private Optional<String> pendingRole(ResourceOutlook resource) {
        return pending(resource).flatMap(pending -> switch (pending.task()) {
            case "start" -> Optional.of("Starting");
            case "stop" -> Optional.of("Stopping");
            case "migrate_to", "migrate_from" -> Optional.of("Migrating");
            case "promote" -> Optional.of("Promoting");
            case "demote" -> Optional.of("Demoting");
            default -> Optional.empty();
        });
    }

    Optional<Pending> pending(ResourceOutlook resource) {
        return listing.pendingShown() ? resource.pending() : Optional.empty();
    }

    private static Optional<NodeName> underWayOn(ResourceOutlook resource) {
        return resource.pending().map(Pending::node);
    }

    private List<String> primitiveFlags(ResourceOutlook resource, Place place, Optional<NodeName> node) {
        var flags = new ArrayList<String>();
        if (node.map(nodes::get).filter(ResourceLines::isLost).isPresent()) {
            flags.add("UNCLEAN");
        }
        if (node.isPresent() && resource.lockedTo().equals(node)) {
            flags.add("LOCKED");
        }
        if (pending(resource).filter(ResourceLines::isRecurringMonitor).isPresent()) {
            flags.add("Monitoring");
        }
        Words.targetRole(resource).ifPresent(target -> {
            if (target == Role.STOPPED) {
                flags.add("disabled");
            } else if (target == Role.UNPROMOTED && place.promotable()) {
                flags.add("target-role:" + resource.meta().get("target-role"));
            }
        });
        if (resource.blocked()) {
            flags.add("blocked");
        } else {
            unmanaged(resource).ifPresent(flags::add);
        }
        if (resource.failureIgnored()) {
            flags.add("failure ignored");
        }
        return flags;
    }

    private static boolean isRecurringMonitor(Pending pending) {
        return pending.task().equals("monitor") && !pending.interval().isZero();
    }

    private static boolean isLost(NodeOutlook node) {
        return !node.online() && node.unclean().isPresent();
    }

    /** Whether any node shows a sign of a resource's life; {@code all} asks for every primitive of a collective. */
    boolean isActive(ResourceOutlook resource, boolean all) {
        if (resource.children().isEmpty()) {
            return resource.active().stream().map(nodes::get).anyMatch(node -> counts(node, resource));
        }
        return all
                ? resource.children().stream().allMatch(child -> isActive(child, true))
                : resource.children().stream().anyMatch(child -> isActive(child, false));
    }

    private static boolean counts(NodeOutlook node, ResourceOutlook resource) {
        return node != null && (node.unclean().isPresent() || node.online() || !resource.managed());
    }

    boolean isOnLostNode(NodeName name) {
        NodeOutlook node = nodes.get(name);
        return node != null && isLost(node);
    }
}
