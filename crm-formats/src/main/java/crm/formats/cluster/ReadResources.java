package crm.formats.cluster;

import crm.model.AgentId;
import crm.model.NameValueSet;
import crm.model.Resource;
import crm.model.Resource.Bundle;
import crm.model.Resource.Clone;
import crm.model.Resource.Group;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Score;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads resources of every kind, each below its id.
 *
 * @param templates the agents of the templates, by id
 */
record ReadResources(Map<String, AgentId> templates) {

    private static final String NAME = "names hold no spaces, slashes or quotes";

    /** Everything below {@code resources:}. */
    List<Resource> all(Item item) {
        var resources = new ArrayList<Resource>();
        for (Item entry : entries(item)) {
            resource(entry).ifPresent(resources::add);
        }
        return resources;
    }

    /** Everything below {@code fencing:} or {@code templates:}. */
    List<Primitive> primitives(Item item, boolean fencing) {
        var primitives = new ArrayList<Primitive>();
        for (Item entry : entries(item)) {
            primitive(entry, fencing).ifPresent(primitives::add);
        }
        return primitives;
    }

    /** Entries of a mapping, or of a list of mappings with one key each, in which order stands out better. */
    private static List<Item> entries(Item item) {
        if (!item.isListing()) {
            return item.section().map(Section::rest).orElse(List.of());
        }
        var entries = new ArrayList<Item>();
        for (Item one : item.items()) {
            List<Item> inside = one.section().map(Section::rest).orElse(List.of());
            if (inside.size() == 1) {
                entries.add(new Item(
                        item.path() + " › " + inside.getFirst().name(),
                        inside.getFirst().tree(),
                        item.problems()));
            } else if (one.isMapping()) {
                one.error("an entry of this list is one name with its keys", "write: - name: {agent: …}");
            }
        }
        return entries;
    }

    private Optional<Resource> resource(Item item) {
        Optional<ResourceId> id = item.made(item.name(), ResourceId::new, NAME);
        Optional<Section> section = item.section();
        if (id.isEmpty() || section.isEmpty()) {
            return Optional.empty();
        }
        Section keys = section.get();
        if (keys.has("group")) {
            return Optional.of(group(id.get(), keys));
        }
        if (keys.has("clone")) {
            return clone(id.get(), keys);
        }
        if (keys.has("bundle")) {
            return bundle(id.get(), keys);
        }
        return new ReadPrimitive(templates, false).read(id.get(), keys).map(p -> p);
    }

    private Optional<Primitive> primitive(Item item, boolean fencing) {
        Optional<ResourceId> id = item.made(item.name(), ResourceId::new, NAME);
        Optional<Section> section = item.section();
        return id.flatMap(i -> section.flatMap(s -> new ReadPrimitive(templates, fencing).read(i, s)));
    }

    private Settings parameters(ResourceId id, Section keys) {
        return new ReadSettings(DefaultIds.parameters(id.value())).read(keys.take("parameters"));
    }

    private Settings meta(ResourceId id, Section keys) {
        return new ReadSettings(DefaultIds.meta(id.value())).read(keys.take("meta"));
    }

    private Group group(ResourceId id, Section keys) {
        var members = keys.take("group").map(g -> primitives(g, false)).orElse(List.of());
        if (members.isEmpty() && keys.item().problems().none()) {
            keys.item().error("a group without members", "write its members below 'group:', or remove it");
        }
        var group = new Group(id, members, parameters(id, keys), meta(id, keys));
        keys.refuseRest("a group");
        return group;
    }

    private Optional<Resource> clone(ResourceId id, Section keys) {
        Item child = keys.take("clone").orElseThrow();
        List<Resource> children = all(child);
        var parameters = parameters(id, keys);
        var meta = meta(id, keys);
        keys.refuseRest("a clone");
        if (children.size() == 1
                && (children.getFirst() instanceof Primitive || children.getFirst() instanceof Group)) {
            return Optional.of(new Clone(id, children.getFirst(), parameters, meta));
        }
        if (children.isEmpty() && !child.problems().none()) {
            return Optional.empty();
        }
        return child.wrong(
                "a clone runs one primitive or one group in several instances",
                "write exactly one below 'clone:'; several belong in a group");
    }

    private Optional<Resource> bundle(ResourceId id, Section keys) {
        Optional<Item> child = keys.take("run");
        List<Primitive> children = child.map(c -> primitives(c, false)).orElse(List.of());
        if (children.size() > 1) {
            child.orElseThrow().error("a bundle runs at most one primitive", "keep one below 'run:'");
        }
        var meta = meta(id, keys);
        Optional<Section> body = keys.take("bundle").flatMap(Item::section);
        keys.refuseRest("a bundle");
        return body.flatMap(b -> {
            Optional<String> technology =
                    b.need("technology", "write podman or docker").flatMap(Item::word);
            var bundle = technology.map(t -> new Bundle(
                    id,
                    t,
                    attributes(id + "-" + t, b.take("container")),
                    attributes(id + "-network", b.take("network")),
                    list(id + "-port", b.take("ports")),
                    list(id + "-storage", b.take("storage")),
                    children.stream().findFirst(),
                    meta));
            b.refuseRest("a bundle");
            return bundle;
        });
    }

    /** The attributes of one element of a bundle; the key {@code id} is its id. */
    private static NameValueSet attributes(String defaultId, Optional<Item> item) {
        var values = item.map(Item::values).orElseGet(LinkedHashMap::new);
        String id = Optional.ofNullable(values.remove("id")).orElse(defaultId);
        return new NameValueSet(id, Score.ZERO, Optional.empty(), values);
    }

    private static List<NameValueSet> list(String defaultId, Optional<Item> item) {
        List<Item> items = item.map(Item::items).orElse(List.of());
        var sets = new ArrayList<NameValueSet>();
        for (int i = 0; i < items.size(); i++) {
            sets.add(attributes(defaultId + "-" + (i + 1), Optional.of(items.get(i))));
        }
        return sets;
    }
}
