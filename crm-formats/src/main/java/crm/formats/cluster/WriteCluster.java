package crm.formats.cluster;

import crm.configuration.Configuration;
import crm.formats.cluster.Tree.Mapping;
import crm.model.AgentId;
import crm.model.AlertTarget;
import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.Resource;
import crm.model.Resource.Primitive;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Writes the sections of a cluster file, leaving out whatever has nothing to say. */
final class WriteCluster {

    private WriteCluster() {}

    static Mapping tree(Configuration configuration) {
        var keys = new Keys();
        options(configuration.options(), keys);
        keys.putList("nodes", nodes(configuration.nodes()));
        var agents = new HashMap<String, AgentId>();
        configuration.templates().forEach(t -> agents.put(t.id().value(), t.agent()));
        var resources = new WriteResources(agents);
        if (!configuration.templates().isEmpty()) {
            keys.put("templates", resources.all(configuration.templates()));
        }
        resources(configuration.resources(), resources, keys);
        keys.putList("constraints", WriteConstraints.all(configuration.constraints()));
        keys.putList(
                "fencing-levels",
                configuration.fencingTopology().stream()
                        .map(WriteCluster::level)
                        .toList());
        if (!configuration.tags().isEmpty()) {
            var tags = new Keys();
            configuration.tags().forEach(tag -> tags.put(tag.id(), Tree.words(tag.members())));
            keys.put("tags", tags.tree());
        }
        if (!configuration.alerts().isEmpty()) {
            var alerts = new Keys();
            configuration.alerts().forEach(alert -> alerts.put(alert.id(), alert(alert)));
            keys.put("alerts", alerts.tree());
        }
        var defaults = new Keys()
                .putTree(
                        "resources", WriteSettings.tree(configuration.resourceDefaults(), DefaultIds.RESOURCE_DEFAULTS))
                .putTree(
                        "operations",
                        WriteSettings.tree(configuration.operationDefaults(), DefaultIds.OPERATION_DEFAULTS));
        if (!defaults.isEmpty()) {
            keys.put("defaults", defaults.tree());
        }
        return keys.tree();
    }

    /** The cluster's name stands at the head of the file if it stands at the head of the options. */
    private static void options(Settings options, Keys keys) {
        if (WriteSettings.plain(options, DefaultIds.OPTIONS)) {
            var values = new LinkedHashMap<>(options.sets().getFirst().values());
            if (values.firstEntry().getKey().equals("cluster-name")) {
                keys.put("cluster", values.pollFirstEntry().getValue());
            }
            if (!values.isEmpty()) {
                keys.put("options", WriteSettings.mapping(values));
            }
            return;
        }
        keys.putTree("options", WriteSettings.tree(options, DefaultIds.OPTIONS));
    }

    private static List<Tree> nodes(List<Node> nodes) {
        var trees = new ArrayList<Tree>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String usualId = node.kind() == Node.Kind.REMOTE ? node.name().value() : Integer.toString(i + 1);
            var keys = new Keys().put("name", node.name().value());
            if (node.kind() != Node.Kind.MEMBER) {
                keys.put("role", Spelling.of(node.kind()));
            }
            keys.id(node.id(), usualId)
                    .putTree("attributes", WriteSettings.tree(node.attributes(), DefaultIds.nodeAttributes(node.id())))
                    .putTree(
                            "utilization",
                            WriteSettings.tree(
                                    node.utilization(), DefaultIds.utilization(DefaultIds.nodeAttributes(node.id()))));
            trees.add(keys.pairs().size() == 1 ? Tree.word(node.name().value()) : keys.tree());
        }
        return trees;
    }

    /** Fence devices get a section of their own if they stand together at the beginning or the end. */
    private static void resources(List<Resource> resources, WriteResources writing, Keys keys) {
        int count = (int) resources.stream().filter(WriteCluster::fences).count();
        List<Resource> head = resources.subList(0, count);
        List<Resource> tail = resources.subList(resources.size() - count, resources.size());
        if (count > 0 && head.stream().allMatch(WriteCluster::fences)) {
            keys.put("fencing", writing.all(head));
            put(resources.subList(count, resources.size()), writing, keys);
        } else if (count > 0 && tail.stream().allMatch(WriteCluster::fences)) {
            put(resources.subList(0, resources.size() - count), writing, keys);
            keys.put("fencing", writing.all(tail));
        } else {
            put(resources, writing, keys);
        }
    }

    private static void put(List<Resource> resources, WriteResources writing, Keys keys) {
        if (!resources.isEmpty()) {
            keys.put("resources", writing.all(resources));
        }
    }

    private static boolean fences(Resource resource) {
        return resource instanceof Primitive primitive && primitive.agent().isFencing();
    }

    private static Tree level(FencingLevel level) {
        var keys = new Keys();
        switch (level.target()) {
            case FencingLevel.ByName byName -> keys.put("node", byName.node().value());
            case FencingLevel.ByPattern byPattern -> keys.put("pattern", byPattern.pattern());
            case FencingLevel.ByAttribute byAttribute ->
                keys.put("attribute", byAttribute.attribute()).put("value", byAttribute.value());
        }
        return keys.put("level", Integer.toString(level.level()))
                .put("devices", Tree.words(level.devices()))
                .id(level.id(), DefaultIds.fencingLevel(ReadCluster.name(level.target()), level.level()))
                .tree();
    }

    private static Tree alert(AlertTarget alert) {
        var recipients = new ArrayList<Tree>();
        for (int i = 0; i < alert.recipients().size(); i++) {
            recipients.add(recipient(alert.recipients().get(i), DefaultIds.recipient(alert.id(), i)));
        }
        var keys = new Keys().put("path", alert.path());
        if (!alert.kinds().isEmpty()) {
            keys.put("kinds", Tree.words(alert.kinds()));
        }
        if (!alert.attributeNames().isEmpty()) {
            keys.put("attributes", Tree.words(alert.attributeNames()));
        }
        return about(keys, alert.id(), alert.meta(), alert.environment())
                .putList("recipients", recipients)
                .tree();
    }

    private static Tree recipient(AlertTarget.Recipient recipient, String usualId) {
        var keys = new Keys().id(recipient.id(), usualId).put("value", recipient.value());
        about(keys, recipient.id(), recipient.meta(), recipient.environment());
        return keys.pairs().size() == 1 ? Tree.word(recipient.value()) : keys.tree();
    }

    private static Keys about(Keys keys, String id, Settings meta, Settings environment) {
        Optional<Tree> metaTree = WriteSettings.tree(meta, DefaultIds.meta(id));
        return keys.putTree("meta", metaTree)
                .putTree("environment", WriteSettings.tree(environment, DefaultIds.parameters(id)));
    }
}
