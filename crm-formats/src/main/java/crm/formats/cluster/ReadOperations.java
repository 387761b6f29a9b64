package crm.formats.cluster;

import crm.model.OperationSpec;
import crm.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads the operations of one resource: {@code monitor: {interval: 10s}}, several as a list, or all below
 * {@code operations:}.
 *
 * @param resource the id of the resource
 */
record ReadOperations(String resource) {

    /** Keys that stand for an operation when they stand directly at a resource. */
    static final List<String> DIRECT = List.of(
            "monitor", "start", "stop", "promote", "demote", "notify", "migrate_to", "migrate_from", "reload-agent");

    static Optional<Duration> span(Item item) {
        return item.word()
                .flatMap(text -> Spelling.span(text)
                        .or(() -> item.wrong(
                                "'" + text + "' is no span of time", "write it like 10s, 500ms, 2min or 1h")));
    }

    /** What stands below {@code monitor:} and its like. */
    List<OperationSpec> direct(Item item, String name) {
        if (item.isListing()) {
            return item.items().stream()
                    .flatMap(i -> i.section().stream())
                    .map(s -> one(s, name))
                    .toList();
        }
        if (item.isWord() && name.equals("monitor")) {
            return span(item)
                    .map(interval -> List.of(new OperationSpec(
                            DefaultIds.operation(resource, name, interval),
                            name,
                            interval,
                            Settings.NONE,
                            Settings.NONE)))
                    .orElse(List.of());
        }
        if (item.isWord()) {
            item.error("how '" + name + "' is done takes keys", "write: " + name + ": {timeout: 60s}");
            return List.of();
        }
        return item.section().map(s -> List.of(one(s, name))).orElse(List.of());
    }

    /** What stands below {@code operations:}. */
    List<OperationSpec> listed(Item item) {
        var operations = new ArrayList<OperationSpec>();
        for (Item entry : item.items()) {
            entry.section()
                    .ifPresent(section -> section.need("name", "write which operation: name: monitor")
                            .flatMap(Item::word)
                            .ifPresent(name -> operations.add(one(section, name))));
        }
        return operations;
    }

    private OperationSpec one(Section section, String name) {
        Duration interval =
                section.take("interval").flatMap(ReadOperations::span).orElse(Duration.ZERO);
        String id = section.take("id").flatMap(Item::word).orElse(DefaultIds.operation(resource, name, interval));
        Settings parameters = new ReadSettings(DefaultIds.parameters(id)).read(section.take("parameters"));
        var options = new ReadSettings(DefaultIds.operationOptions(id));
        Optional<Item> listed = section.take("options");
        var direct = new LinkedHashMap<String, String>();
        for (Item option : section.rest()) {
            ReadPrimitive.plainValue(option, "an option of an operation is a single value")
                    .ifPresent(v -> direct.put(option.name(), v));
        }
        if (listed.isPresent() && !direct.isEmpty()) {
            listed.get().error("options stand here and beside it", "write all of them below 'options:'");
        }
        return new OperationSpec(
                id,
                name,
                interval,
                listed.map(options::read).orElse(Settings.of(DefaultIds.operationOptions(id), direct)),
                parameters);
    }
}
