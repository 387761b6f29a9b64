package crm.formats.pacemaker;

import crm.policy.ResourceOutlook;
import java.util.stream.Stream;

/** The status of a cluster: its nodes, and what became of its resources. */
public final class StatusText {

    private StatusText() {}

    /**
     * The warnings that stand above the status: that nothing is managed, and how many instances are switched off or
     * blocked. Empty if there is nothing to warn of.
     */
    public static String preamble(Listing listing) {
        var out = new Lines();
        if (listing.option("maintenance-mode", false)) {
            out.blank();
            out.line("              *** Resource management is DISABLED ***");
            out.line("  The cluster will not attempt to start, stop or recover services");
            out.blank();
        }
        int disabled = 0;
        int blocked = 0;
        int all = 0;
        for (ResourceOutlook resource : listing.plan().resources()) {
            boolean promotable = resource.shape() == ResourceOutlook.Shape.CLONE && Words.promotable(resource);
            for (ResourceOutlook instance : primitives(resource).toList()) {
                all++;
                disabled += Words.disabled(instance, promotable) ? 1 : 0;
                blocked += instance.blocked() ? 1 : 0;
            }
        }
        if (disabled > 0 || blocked > 0) {
            out.line(disabled + " of " + all + " resource instances DISABLED and " + blocked
                    + " BLOCKED from further action due to failure");
            out.blank();
        }
        return out.toString();
    }

    private static Stream<ResourceOutlook> primitives(ResourceOutlook resource) {
        if (!resource.children().isEmpty()) {
            return resource.children().stream().flatMap(StatusText::primitives);
        }
        boolean counts = resource.shape() == ResourceOutlook.Shape.PRIMITIVE
                && (!resource.removed() || !resource.active().isEmpty());
        return counts ? Stream.of(resource) : Stream.empty();
    }

    /** Node list and resource list under a heading such as {@code Current cluster status}. */
    public static String of(String heading, Listing listing) {
        var out = new Lines();
        out.line(heading + ":");
        out.item(1, "Node List:");
        new NodeLines(listing).writeTo(out);
        out.blank();
        out.item(1, "Full List of Resources:");
        if (listing.plan().resources().isEmpty()) {
            out.item(2, "No resources");
        }
        var resources = new ResourceLines(listing, out);
        listing.plan().resources().stream()
                .filter(resource -> !Words.isImplied(resource))
                .forEach(resources::write);
        return out.toString();
    }
}
