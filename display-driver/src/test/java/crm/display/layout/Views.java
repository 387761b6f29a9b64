package crm.display.layout;

import crm.journal.Incident;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.Quorum;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.FencingLine;
import crm.status.StatusView.Gravity;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.Notice;
import crm.status.StatusView.ResourceLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Status views for tests, made from a few words. */
public final class Views {

    public static final Instant NOON = Instant.parse("2026-11-21T12:03:22Z");

    private Views() {}

    public static StatusView view(String self, Quorum quorum, String headline, List<NodeLine> nodes) {
        return new StatusView(
                "table",
                new NodeName(self),
                NOON,
                Optional.empty(),
                7,
                quorum,
                "0.1",
                Optional.empty(),
                false,
                false,
                headline,
                List.of(),
                nodes,
                List.of(fenceDevice("power")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    public static StatusView alarming(StatusView v, String alarm) {
        return new StatusView(
                v.cluster(),
                v.self(),
                v.asOf(),
                v.leader(),
                v.term(),
                v.quorum(),
                v.version(),
                v.lastChange(),
                v.maintenance(),
                v.busy(),
                v.headline(),
                List.of(new Notice(Gravity.NOTE, "a note"), new Notice(Gravity.ALARM, alarm)),
                v.nodes(),
                v.resources(),
                v.failures(),
                v.fencing(),
                v.moves(),
                v.attributes(),
                v.incident());
    }

    public static StatusView inMaintenance(StatusView v) {
        return new StatusView(
                v.cluster(),
                v.self(),
                v.asOf(),
                v.leader(),
                v.term(),
                v.quorum(),
                v.version(),
                v.lastChange(),
                true,
                v.busy(),
                v.headline(),
                v.notices(),
                v.nodes(),
                v.resources(),
                v.failures(),
                v.fencing(),
                v.moves(),
                v.attributes(),
                v.incident());
    }

    /** The same view after these fencings, and with this incident as the last one. */
    static StatusView with(StatusView v, List<FencingLine> fencing, Optional<Incident> incident) {
        return new StatusView(
                v.cluster(),
                v.self(),
                v.asOf(),
                v.leader(),
                v.term(),
                v.quorum(),
                v.version(),
                v.lastChange(),
                v.maintenance(),
                v.busy(),
                v.headline(),
                v.notices(),
                v.nodes(),
                v.resources(),
                v.failures(),
                fencing,
                v.moves(),
                v.attributes(),
                incident);
    }

    public static NodeLine node(String name, Condition condition, String sentence, String... runs) {
        return line(name, false, condition, sentence, Optional.empty(), runs);
    }

    public static NodeLine witness(String name) {
        return line(name, true, Condition.ONLINE, "votes and runs nothing", Optional.empty());
    }

    public static NodeLine reborn(String name, Condition condition, String previousLife, String... runs) {
        return line(name, false, condition, "back again", Optional.of(previousLife), runs);
    }

    private static NodeLine line(
            String name,
            boolean witness,
            Condition condition,
            String sentence,
            Optional<String> previousLife,
            String... runs) {
        return new NodeLine(
                new NodeName(name),
                witness,
                condition,
                sentence,
                Arrays.stream(runs).map(InstanceId::parse).toList(),
                Optional.empty(),
                previousLife);
    }

    private static ResourceLine fenceDevice(String id) {
        return new ResourceLine(
                new ResourceId(id),
                "primitive",
                Optional.of("stonith:crm-snmp"),
                List.of(),
                StatusView.Flags.NONE,
                Optional.empty(),
                "serves the cluster",
                List.of());
    }
}
