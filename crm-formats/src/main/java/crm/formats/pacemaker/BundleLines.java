package crm.formats.pacemaker;

import crm.formats.pacemaker.BundleParts.Replica;
import crm.formats.pacemaker.ResourceLines.Place;
import crm.model.NodeName;
import crm.model.Resource;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    void write() {
        Optional<Resource.Bundle> configured = resources
                .listing()
                .configuration()
                .resource(bundle.id().resource())
                .filter(Resource.Bundle.class::isInstance)
                .map(Resource.Bundle.class::cast);
        List<Replica> replicas = BundleParts.of(bundle).replicas();
        var words = new ArrayList<String>();
        boolean severalOnNode = configured
                .map(b -> b.container().values().getOrDefault("replicas-per-host", "1"))
                .filter(number -> !number.equals("1"))
                .isPresent();
        if (severalOnNode) {
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
                .filter(_ ->
                        replicas.stream().anyMatch(replica -> replica.inside().isPresent()))
                .isPresent();
        var inside = new Place(place.depth() + 1, promotable, true);
        replicas.forEach(replica -> resources.out().item(inside.depth(), line(replica, inside)));
    }

    private String line(Replica replica, Place inside) {
        String id = replica.connection().orElse(replica.container()).id().toString();
        String address = replica.address().map(ip -> " (" + addressOf(ip) + ")").orElse("");
        Optional<NodeName> node = replica.container().active().stream().findFirst();
        ResourceOutlook shown = replica.inside().orElse(replica.container());
        return resources.named(id + address, shown, inside, node);
    }

    /** {@code B-ip-10.0.0.1} carries the address in its name. */
    private String addressOf(ResourceOutlook ip) {
        String prefix = bundle.id() + "-ip-";
        return ip.id()
                .toString()
                .substring(Math.min(prefix.length(), ip.id().toString().length()));
    }
}
