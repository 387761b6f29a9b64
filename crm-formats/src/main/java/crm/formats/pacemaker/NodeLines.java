package crm.formats.pacemaker;

import crm.model.Node;
import crm.model.NodeName;
import crm.policy.NodeOutlook;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The node list of a status: who deserves a line of its own, then everybody else in one list a kind. */
final class NodeLines {

    private final Listing listing;
    private final Set<NodeName> busy = new HashSet<>();

    NodeLines(Listing listing) {
        this.listing = listing;
        listing.plan().resources().forEach(this::collectBusy);
    }

    private void collectBusy(ResourceOutlook resource) {
        busy.addAll(resource.active());
        resource.children().forEach(this::collectBusy);
    }

    void writeTo(Lines out) {
        Map<String, List<String>> together = new LinkedHashMap<>();
        for (String heading : List.of("Online", "OFFLINE", "RemoteOnline", "RemoteOFFLINE", "GuestOnline")) {
            together.put(heading, new ArrayList<>());
        }
        for (NodeOutlook node : listing.nodes()) {
            boolean hidden = node.kind() == Node.Kind.GUEST && !node.online();
            if (deservesOwnLine(node) && !hidden) {
                out.item(2, type(node) + " " + node.name() + ": " + state(node) + health(node));
            } else {
                // Guests that are down are not shown at all: they have no heading.
                List<String> list = together.get(prefix(node) + (node.online() ? "Online" : "OFFLINE"));
                if (list != null) {
                    list.add(node.name().value());
                }
            }
        }
        together.forEach((heading, names) -> {
            if (!names.isEmpty()) {
                out.item(2, heading + ": [ " + String.join(" ", names) + " ]");
            }
        });
    }

    private static boolean deservesOwnLine(NodeOutlook node) {
        return node.unclean().isPresent()
                || node.pending()
                || node.standby()
                || (node.standbyOnFail() && node.online())
                || node.maintenance()
                || node.health().filter(health -> health <= 0).isPresent();
    }

    private static String type(NodeOutlook node) {
        return prefix(node) + "Node";
    }

    private static String prefix(NodeOutlook node) {
        return switch (node.kind()) {
            case MEMBER, WITNESS -> "";
            case REMOTE -> "Remote";
            case GUEST -> "Guest";
        };
    }

    private String state(NodeOutlook node) {
        if (node.unclean().isPresent()) {
            return "UNCLEAN (" + (node.online() ? "online" : node.pending() ? "pending" : "offline") + ")";
        }
        if (node.pending()) {
            return "pending";
        }
        if (node.standbyOnFail() && node.online()) {
            return "standby (on-fail)";
        }
        if (node.standby()) {
            return !node.online()
                    ? "OFFLINE (standby)"
                    : busy.contains(node.name()) ? "standby (with active resources)" : "standby";
        }
        if (node.maintenance()) {
            return node.online() ? "maintenance" : "OFFLINE (maintenance)";
        }
        return node.online() ? "online" : "OFFLINE";
    }

    private static String health(NodeOutlook node) {
        return node.health()
                .map(sum -> sum < 0 ? " (health is RED)" : sum == 0 ? " (health is YELLOW)" : "")
                .orElse("");
    }
}
