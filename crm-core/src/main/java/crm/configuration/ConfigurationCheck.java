package crm.configuration;

import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds every mistake in a configuration at once, each with its place, what is wrong and what to do. */
public final class ConfigurationCheck {

    private final Configuration configuration;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ConfigurationCheck(Configuration configuration) {
        this.configuration = configuration;
    }

    /** All problems, in the order of the configuration; none if there are none. */
    public static List<Problem> check(Configuration configuration) {
        var check = new ConfigurationCheck(configuration);
        check.run();
        return List.copyOf(check.problems);
    }

    private void run() {
        new OptionCheck(problems).cluster(configuration.options());
        nodes();
        configuration
                .templates()
                .forEach(template -> unique("templates", template.id().value()));
        configuration.resources().forEach(resource -> resource(resource, "resources"));
        new ConstraintCheck(configuration, problems, ids).run();
        configuration.fencingTopology().forEach(this::level);
        configuration.tags().forEach(this::tag);
        fencing();
    }

    private void unique(String place, String id) {
        if (!ids.add(id)) {
            problems.add(Problem.error(
                    place + " › " + id,
                    "The id “" + id + "” is used twice.",
                    "Give every resource, constraint and tag an id of its own."));
        }
    }

    private void nodes() {
        Set<String> names = new HashSet<>();
        for (Node node : configuration.nodes()) {
            if (!names.add(node.name().value())) {
                problems.add(Problem.error(
                        "nodes › " + node.name(),
                        "The node " + node.name() + " is listed twice.",
                        "Remove one of the two entries."));
            }
        }
        if (configuration.nodes().isEmpty()) {
            problems.add(Problem.warning(
                    "nodes",
                    "No node is configured, so nothing can run anywhere.",
                    "Name the nodes of the cluster under “nodes”."));
        }
    }

    private void resource(Resource resource, String above) {
        String place = above + " › " + resource.id();
        unique(above, resource.id().value());
        new OptionCheck(problems).meta(resource.meta(), place);
        switch (resource) {
            case Resource.Primitive primitive -> new PrimitiveCheck(configuration, problems).run(primitive, place);
            case Resource.Group group -> {
                if (group.members().isEmpty()) {
                    problems.add(Problem.error(
                            place,
                            "The group " + group.id() + " has no members.",
                            "Add members, or remove the group."));
                }
                group.members().stream()
                        .filter(member -> member.agent().isFencing())
                        .forEach(member -> problems.add(Problem.warning(
                                place + " › " + member.id(),
                                "The fence device " + member.id() + " is in a group with what it may have to fence.",
                                "Take it out of the group: fence devices stand for themselves.")));
            }
            case Resource.Clone clone -> cloneOptions(clone, place);
            case Resource.Bundle bundle -> {
                if (bundle.child().isEmpty() && !bundle.network().values().isEmpty()) {
                    problems.add(Problem.warning(
                            place,
                            "The bundle " + bundle.id() + " has a network and nothing inside that uses it.",
                            "Put a primitive into the bundle, or remove the network."));
                }
            }
        }
        resource.children().forEach(child -> resource(child, place));
    }

    private void cloneOptions(Resource.Clone clone, String place) {
        Optional<String> max = clone.meta().get("clone-max");
        if (max.isPresent() && !max.get().matches("[0-9]+")) {
            problems.add(Problem.error(
                    place + " › clone-max",
                    "“" + max.get() + "” is not a number of instances.",
                    "Write how many instances may run in the whole cluster, such as 2."));
        }
        if (clone.child().primitives().stream()
                        .anyMatch(p -> p.agent().standard().equals("lsb"))
                && clone.meta().get("promotable").equals(Optional.of("true"))) {
            problems.add(Problem.error(
                    place,
                    "An lsb service cannot be promoted.",
                    "Use an ocf agent that knows promote and demote, or remove “promotable”."));
        }
    }

    private void level(FencingLevel level) {
        String place = "fencing-topology › " + level.id();
        if (level.level() < 1 || level.level() > 9) {
            problems.add(
                    Problem.error(place, "Level " + level.level() + " is out of range.", "Use a level from 1 to 9."));
        }
        for (String device : level.devices()) {
            boolean known = configuration.primitives().stream()
                    .anyMatch(p -> p.id().value().equals(device) && p.agent().isFencing());
            if (!known) {
                problems.add(Problem.error(
                        place,
                        "There is no fence device called “" + device + "”.",
                        suggestion(device, fenceDevices(), "Name a resource of class stonith.")));
            }
        }
        if (level.target() instanceof FencingLevel.ByName(var node)
                && configuration.node(node).isEmpty()) {
            problems.add(Problem.error(
                    place,
                    "The node " + node + " is not configured.",
                    suggestion(node.value(), nodeNames(), "Name a configured node.")));
        }
    }

    private List<String> fenceDevices() {
        return configuration.primitives().stream()
                .filter(p -> p.agent().isFencing())
                .map(p -> p.id().value())
                .toList();
    }

    private List<String> nodeNames() {
        return configuration.nodes().stream().map(n -> n.name().value()).toList();
    }

    static String suggestion(String wrong, List<String> known, String otherwise) {
        return OptionNames.nearest(wrong, known)
                .map(near -> "Did you mean “" + near + "”?")
                .orElse(otherwise);
    }

    private void tag(Tag tag) {
        unique("tags", tag.id());
        for (String member : tag.members()) {
            boolean known =
                    ResourceId.parse(member).flatMap(configuration::resource).isPresent() || ids.contains(member);
            if (!known) {
                problems.add(Problem.error(
                        "tags › " + tag.id(),
                        "There is nothing called “" + member + "”.",
                        "Name resources that exist."));
            }
        }
    }

    /** Without a fence device nothing runs; better said before than after. */
    private void fencing() {
        ClusterOptions options = ClusterOptions.of(configuration.options());
        boolean device = !fenceDevices().isEmpty();
        boolean watchdog = options.fencingWatchdogTimeout().isPresent();
        if (options.fencingEnabled()
                && !device
                && !watchdog
                && !configuration.resources().isEmpty()) {
            problems.add(Problem.warning(
                    "options › fencing-enabled",
                    "Fencing is enabled and no fence device is configured: no resource will be started or moved.",
                    "Configure a fence device, or (for a test only) set fencing-enabled to false."));
        }
    }
}
