package crm.formats.pacemaker;

import crm.formats.pacemaker.ResourceLines.Place;
import crm.model.NodeName;
import crm.model.Resource;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A bundle in the resource list: one line a replica, which stands for container, address, connection and child. */
final class BundleLines {

    private final ResourceLines resources;
    private final ResourceOutlook bundle;
    private final Place place;

    BundleLines(ResourceLines resources, ResourceOutlook bundle, Place place) {
        this.resources = resources;
        this.bundle = bundle;
        this.place = place;
    }

    /** What belongs to one number of a bundle. */
    private record Replica(
            ResourceOutlook container,
            Optional<ResourceOutlook> address,
            Optional<ResourceOutlook> connection,
            Optional<ResourceOutlook> child) {}

    void write() {
        Optional<Resource.Bundle> configured = resources
                .listing()
                .configuration()
                .resource(bundle.id().resource())
                .filter(Resource.Bundle.class::isInstance)
                .map(Resource.Bundle.class::cast);
        List<Replica> replicas = replicas(configured);
        var words = new ArrayList<String>();
        if (Words.unique(bundle)) {
            words.add("unique");
        }
        ResourceLines.unmanaged(bundle).ifPresent(words::add);
        String image = configured
                .map(b -> b.container().values().getOrDefault("image", ""))
                .orElse("");
        var flags = new StringBuilder();
        words.forEach(word -> flags.append(" (").append(word).append(')'));
        resources
                .out()
                .item(
                        place.depth(),
                        "Container bundle" + (replicas.size() > 1 ? " set" : "") + ": " + bundle.id() + " [" + image
                                + "]" + flags + ":");
        boolean promotable = configured
                .map(b -> b.container().values().getOrDefault("promoted-max", "0"))
                .filter(max -> !max.equals("0"))
                .isPresent();
        var inside = new Place(place.depth() + 1, promotable, true);
        replicas.forEach(replica -> resources.out().item(inside.depth(), line(replica, inside)));
    }

    private String line(Replica replica, Place inside) {
        String id = replica.connection().orElse(replica.container()).id().toString();
        String address = replica.address().map(ip -> " (" + addressOf(ip) + ")").orElse("");
        Optional<NodeName> node = replica.container().active().stream().findFirst();
        ResourceOutlook shown = replica.child().orElse(replica.container());
        return resources.named(id + address, shown, inside, node);
    }

    /** {@code B-ip-10.0.0.1} carries the address in its name. */
    private String addressOf(ResourceOutlook ip) {
        String prefix = bundle.id() + "-ip-";
        return ip.id()
                .toString()
                .substring(Math.min(prefix.length(), ip.id().toString().length()));
    }

    private List<Replica> replicas(Optional<Resource.Bundle> configured) {
        String technology = configured.map(Resource.Bundle::technology).orElse("docker");
        String containers = bundle.id() + "-" + technology + "-";
        List<ResourceOutlook> parts = parts(bundle).toList();
        Map<String, ResourceOutlook> byId = new LinkedHashMap<>();
        parts.forEach(part -> byId.put(part.id().toString(), part));
        List<ResourceOutlook> addresses = parts.stream()
                .filter(part -> part.id().toString().startsWith(bundle.id() + "-ip-"))
                .toList();
        String childName = configured
                .flatMap(Resource.Bundle::child)
                .map(child -> child.id().value())
                .orElse("");
        var replicas = new ArrayList<Replica>();
        for (int number = 0; byId.containsKey(containers + number); number++) {
            ResourceOutlook container = byId.get(containers + number);
            if (container == null) {
                break;
            }
            Optional<ResourceOutlook> address =
                    number < addresses.size() ? Optional.of(addresses.get(number)) : Optional.empty();
            replicas.add(new Replica(
                    container,
                    address,
                    Optional.ofNullable(byId.get(bundle.id() + "-" + number)),
                    Optional.ofNullable(byId.get(childName + ":" + number))));
        }
        return replicas;
    }

    private static Stream<ResourceOutlook> parts(ResourceOutlook resource) {
        return resource.children().stream().flatMap(child -> Stream.concat(Stream.of(child), parts(child)));
    }
}
