package crm.formats.pacemaker;

import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a bundle was made into: of each number a container, perhaps an address, a connection and what runs inside. */
record BundleParts(List<Replica> replicas) {

    /** What belongs to one number of a bundle. */
    record Replica(
            ResourceOutlook container,
            Optional<ResourceOutlook> address,
            Optional<ResourceOutlook> connection,
            Optional<ResourceOutlook> inside) {}

    /** Its parts stand in the order of its numbers: container, address, connection; at the end the clone inside. */
    static BundleParts of(ResourceOutlook bundle) {
        List<ResourceOutlook> inside = bundle.children().stream()
                .filter(child -> child.shape() == ResourceOutlook.Shape.CLONE)
                .findFirst()
                .map(ResourceOutlook::children)
                .orElse(List.of());
        var replicas = new ArrayList<Replica>();
        List<ResourceOutlook> parts = bundle.children().stream()
                .filter(child -> child.shape() == ResourceOutlook.Shape.PRIMITIVE)
                .toList();
        int at = 0;
        while (at < parts.size()) {
            ResourceOutlook container = parts.get(at++);
            Optional<ResourceOutlook> address = Optional.empty();
            Optional<ResourceOutlook> connection = Optional.empty();
            while (at < parts.size() && (isAddress(parts.get(at)) || isConnection(parts.get(at)))) {
                if (isAddress(parts.get(at))) {
                    address = Optional.of(parts.get(at));
                } else {
                    connection = Optional.of(parts.get(at));
                }
                at++;
            }
            int number = replicas.size();
            replicas.add(new Replica(
                    container,
                    address,
                    connection,
                    number < inside.size() ? Optional.of(inside.get(number)) : Optional.empty()));
        }
        return new BundleParts(replicas);
    }

    private static boolean isAddress(ResourceOutlook part) {
        return isAgent(part, "IPaddr2");
    }

    private static boolean isConnection(ResourceOutlook part) {
        return isAgent(part, "remote");
    }

    private static boolean isAgent(ResourceOutlook part, String type) {
        return part.agent().filter(agent -> agent.type().equals(type)).isPresent();
    }
}
