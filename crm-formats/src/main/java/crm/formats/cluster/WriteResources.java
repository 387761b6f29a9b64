package crm.formats.cluster;

import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Place;
import crm.model.AgentId;
import crm.model.NameValueSet;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.Resource.Bundle;
import crm.model.Resource.Clone;
import crm.model.Resource.Group;
import crm.model.Resource.Primitive;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Writes resources of every kind below their ids.
 *
 * @param templates the agents of the templates, by id
 */
record WriteResources(Map<String, AgentId> templates) {

    Tree all(List<? extends Resource> resources) {
        return new Tree.Mapping(resources.stream().map(this::pair).toList(), Place.NOWHERE);
    }

    private Pair pair(Resource resource) {
        return new Pair(resource.id().value(), Place.NOWHERE, body(resource));
    }

    private Tree body(Resource resource) {
        String id = resource.id().value();
        return switch (resource) {
            case Primitive primitive -> primitive(primitive);
            case Group group -> collective("group", all(group.members()), id, group.parameters(), group.meta());
            case Clone clone -> collective("clone", all(clone.children()), id, clone.parameters(), clone.meta());
            case Bundle bundle -> bundle(bundle);
        };
    }

    private static Tree collective(String kind, Tree inside, String id, Settings parameters, Settings meta) {
        return new Keys()
                .put(kind, inside)
                .putTree("parameters", WriteSettings.tree(parameters, DefaultIds.parameters(id)))
                .putTree("meta", WriteSettings.tree(meta, DefaultIds.meta(id)))
                .tree();
    }

    private Tree primitive(Primitive primitive) {
        String id = primitive.id().value();
        var keys = new Keys().put("template", primitive.template());
        boolean lent = primitive
                .template()
                .map(templates::get)
                .filter(primitive.agent()::equals)
                .isPresent();
        if (!lent) {
            keys.put("agent", primitive.agent().toString());
        }
        parameters(primitive, keys);
        keys.putTree("meta", WriteSettings.tree(primitive.meta(), DefaultIds.meta(id)))
                .putTree("utilization", WriteSettings.tree(primitive.utilization(), DefaultIds.utilization(id)));
        operations(primitive, keys);
        return keys.tree();
    }

    /** Directly where no parameter can be taken for a word of the format. */
    private static void parameters(Primitive primitive, Keys keys) {
        Settings parameters = primitive.parameters();
        String usual = DefaultIds.parameters(primitive.id().value());
        boolean direct = WriteSettings.plain(parameters, usual)
                && parameters.sets().getFirst().values().sequencedKeySet().stream()
                        .noneMatch(WriteResources::wordOfTheFormat);
        if (!direct) {
            keys.putTree("parameters", WriteSettings.tree(parameters, usual));
            return;
        }
        parameters.sets().getFirst().values().forEach((name, value) -> {
            Map<String, String> ports = name.equals(ReadPrimitive.HOST_MAP) ? ports(value) : Map.of();
            if (ports.isEmpty() || !primitive.agent().isFencing()) {
                keys.put(name, value);
            } else {
                keys.put(ReadPrimitive.PORTS, WriteSettings.mapping(ports));
            }
        });
    }

    private static boolean wordOfTheFormat(String name) {
        return ReadPrimitive.WORDS.contains(name)
                || ReadPrimitive.META.contains(name)
                || ReadOperations.DIRECT.contains(name);
    }

    /** The pairs of a host map; empty if they would not be put together the same again. */
    private static Map<String, String> ports(String hostMap) {
        var ports = new LinkedHashMap<String, String>();
        for (String pair : hostMap.split(";", -1)) {
            int colon = pair.indexOf(':');
            if (colon <= 0
                    || colon == pair.length() - 1
                    || ports.put(pair.substring(0, colon), pair.substring(colon + 1)) != null) {
                return Map.of();
            }
        }
        return ports;
    }

    /** Each below its name if that keeps their order, else all in one list. */
    private static void operations(Primitive primitive, Keys keys) {
        var operations = primitive.operations();
        String id = primitive.id().value();
        var names = new LinkedHashSet<String>();
        operations.forEach(o -> names.add(o.name()));
        var grouped = names.stream()
                .flatMap(name -> operations.stream().filter(o -> o.name().equals(name)))
                .toList();
        if (!grouped.equals(operations) || !ReadOperations.DIRECT.containsAll(names)) {
            keys.putList(
                    "operations",
                    operations.stream()
                            .map(o -> operation(o, id, new Keys().put("name", o.name())))
                            .toList());
            return;
        }
        for (String name : names) {
            var own = operations.stream()
                    .filter(o -> o.name().equals(name))
                    .map(o -> operation(o, id, new Keys()))
                    .toList();
            keys.put(name, own.size() == 1 ? own.getFirst() : Tree.list(own));
        }
    }

    private static Tree operation(OperationSpec operation, String resource, Keys keys) {
        keys.id(operation.id(), DefaultIds.operation(resource, operation.name(), operation.interval()));
        if (!operation.interval().isZero()) {
            keys.put("interval", Spelling.of(operation.interval()));
        }
        String usual = DefaultIds.operationOptions(operation.id());
        boolean direct = WriteSettings.plain(operation.options(), usual)
                && operation.options().sets().getFirst().values().sequencedKeySet().stream()
                        .noneMatch(List.of("id", "name", "interval", "parameters", "options")::contains);
        if (direct) {
            operation.options().sets().getFirst().values().forEach(keys::put);
        } else {
            keys.putTree("options", WriteSettings.tree(operation.options(), usual));
        }
        return keys.putTree(
                        "parameters", WriteSettings.tree(operation.parameters(), DefaultIds.parameters(operation.id())))
                .tree();
    }

    private Tree bundle(Bundle bundle) {
        String id = bundle.id().value();
        var keys = new Keys()
                .put("technology", bundle.technology())
                .putTree("container", attributes(bundle.container(), id + "-" + bundle.technology()))
                .putTree("network", attributes(bundle.network(), id + "-network"))
                .putList("ports", list(bundle.ports(), id + "-port"))
                .putList("storage", list(bundle.storage(), id + "-storage"));
        return new Keys()
                .put("bundle", keys.tree())
                .putTree("run", bundle.child().map(c -> all(List.of(c))))
                .putTree("meta", WriteSettings.tree(bundle.meta(), DefaultIds.meta(id)))
                .tree();
    }

    private static java.util.Optional<Tree> attributes(NameValueSet set, String usualId) {
        var keys = new Keys().id(set.id(), usualId);
        set.values().forEach(keys::put);
        return keys.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(keys.tree());
    }

    private static List<Tree> list(List<NameValueSet> sets, String usualId) {
        var list = new ArrayList<Tree>();
        for (int i = 0; i < sets.size(); i++) {
            list.add(attributes(sets.get(i), usualId + "-" + (i + 1)).orElseGet(() -> new Keys().tree()));
        }
        return list;
    }
}
