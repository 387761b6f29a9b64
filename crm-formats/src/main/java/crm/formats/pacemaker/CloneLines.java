package crm.formats.pacemaker;

import crm.formats.pacemaker.ResourceLines.Place;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.policy.NodeOutlook;
import crm.policy.ResourceOutlook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A clone in the resource list: instances that deserve a line of their own, then the nodes of all others by role. Each
 * rule here is one of {@code crm_mon}'s.
 */
final class CloneLines {

    private final ResourceLines resources;
    private final ResourceOutlook clone;
    private final Place place;
    private final boolean unique;
    private final boolean promotable;
    private final List<String> promoted = new ArrayList<>();
    private final List<String> started = new ArrayList<>();

    CloneLines(ResourceLines resources, ResourceOutlook clone, Place place) {
        this.resources = resources;
        this.clone = clone;
        this.place = place;
        this.unique = Words.unique(clone);
        this.promotable = Words.promotable(clone);
    }

    void write() {
        resources.out().item(place.depth(), heading());
        var inside = new Place(place.depth() + 1, promotable, unique);
        for (ResourceOutlook instance : clone.children()) {
            if (deservesOwnLine(instance)) {
                resources.write(instance, inside);
            }
        }
        list("Promoted", promoted);
        list(startedWord(), started);
        if (!unique) {
            writeStopped();
        }
    }

    private String heading() {
        var words = new ArrayList<String>();
        if (promotable) {
            words.add("promotable");
        }
        if (unique) {
            words.add("unique");
        }
        if (Words.disabled(clone, promotable)) {
            words.add("disabled");
        }
        ResourceLines.unmanaged(clone).ifPresent(words::add);
        return "Clone Set: " + clone.id() + " [" + child() + "]" + ResourceLines.flags(words) + ":";
    }

    private ResourceId child() {
        return clone.children().stream()
                .findFirst()
                .map(child -> child.id().resource())
                .orElseGet(() -> clone.id().resource());
    }

    /** Whether an instance is shown by itself; if not, its node is remembered under its role. */
    private boolean deservesOwnLine(ResourceOutlook instance) {
        boolean partly = resources.isActive(instance, false);
        if (unique) {
            return partly || !instance.removed();
        }
        if (resources.pending(instance).filter(pending -> !isProbe(pending)).isPresent()) {
            return true;
        }
        if (!partly) {
            return false;
        }
        if (any(instance).anyMatch(ResourceOutlook::removed)
                || any(instance).anyMatch(part -> !part.managed())
                || any(instance).anyMatch(ResourceOutlook::failed)
                || !resources.isActive(instance, true)) {
            return true;
        }
        Set<NodeName> nodes = nodesOf(instance);
        if (nodes.size() != 1 || resources.isOnLostNode(nodes.iterator().next())) {
            return true;
        }
        List<String> list = roleOf(instance) == Role.PROMOTED ? promoted : started;
        nodes.forEach(node -> list.add(node.value()));
        return false;
    }

    private static boolean isProbe(ResourceOutlook.Pending pending) {
        return pending.task().equals("monitor") && pending.interval().isZero();
    }

    private static Stream<ResourceOutlook> any(ResourceOutlook resource) {
        return Stream.concat(Stream.of(resource), resource.children().stream().flatMap(CloneLines::any));
    }

    private static Set<NodeName> nodesOf(ResourceOutlook resource) {
        var nodes = new LinkedHashSet<NodeName>();
        any(resource).map(ResourceOutlook::active).forEach(nodes::addAll);
        return nodes;
    }

    private static Role roleOf(ResourceOutlook resource) {
        return any(resource)
                .filter(part -> part.children().isEmpty())
                .map(ResourceOutlook::role)
                .max(Role::compareTo)
                .orElse(Role.STOPPED);
    }

    private String startedWord() {
        if (!promotable) {
            return "Started";
        }
        boolean limited = targetRole().filter(Role.UNPROMOTED::equals).isPresent();
        return limited ? "Unpromoted (target-role)" : "Unpromoted";
    }

    /** What the clone says of it, or else what its instances do. */
    private Optional<Role> targetRole() {
        return Words.targetRole(clone)
                .or(() -> clone.children().stream().findFirst().flatMap(Words::targetRole));
    }

    private void list(String word, Collection<String> names) {
        if (!names.isEmpty()) {
            List<String> sorted = names.stream().sorted(Ordering.NUMERIC).toList();
            resources.out().item(place.depth() + 1, word + ": [ " + String.join(" ", sorted) + " ]");
        }
    }

    private void writeStopped() {
        List<NodeOutlook> candidates = candidates();
        if (maximum() <= promoted.size() + started.size()) {
            return;
        }
        Set<NodeName> running = nodesOf(clone);
        boolean disabled = targetRole().filter(Role.STOPPED::equals).isPresent();
        var byWord = new TreeMap<String, List<String>>();
        for (NodeOutlook node : candidates) {
            if (!running.contains(node.name())) {
                Optional<String> probe = resources.probes().of(child(), node.name());
                String word =
                        probe.map(text -> "Stopped (" + text + ")").orElse(disabled ? "Stopped (disabled)" : "Stopped");
                byWord.computeIfAbsent(word, ignored -> new ArrayList<>())
                        .add(node.name().value());
            }
        }
        byWord.forEach(this::list);
    }

    private int maximum() {
        String configured = clone.meta().get("clone-max");
        int nodes = Math.max(1, resources.listing().plan().nodes().size());
        if (configured == null) {
            return nodes;
        }
        return crm.model.Score.parse(configured).map(crm.model.Score::value).orElse(nodes);
    }

    /** Where an instance might have been: anywhere, or, where nothing is allowed unless said, where it is known. */
    private List<NodeOutlook> candidates() {
        if (resources.listing().option("symmetric-cluster", true)) {
            // Containers of bundles are open to what they are made for only.
            List<String> containers = resources.listing().plan().resources().stream()
                    .filter(resource -> resource.shape() == ResourceOutlook.Shape.BUNDLE)
                    .flatMap(bundle -> BundleParts.of(bundle).replicas().stream())
                    .flatMap(replica -> replica.connection().stream())
                    .map(connection -> connection.id().toString())
                    .toList();
            return resources.listing().nodes().stream()
                    .filter(node -> !containers.contains(node.name().value()))
                    .toList();
        }
        return resources.listing().nodes().stream()
                .filter(node -> clone.known().contains(node.name()))
                .toList();
    }
}
