package crm.display.layout;

import crm.journal.Incident;
import crm.model.NodeName;
import crm.status.StatusView;
import crm.status.StatusView.FencingLine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The screens of {@link VisitorScreens} that tell of an incident, and the incident they tell of. */
final class IncidentScreens {

    private static final int NUMBER = 14;

    static final String SITE = "http://192.168.88.100";

    static final String PAGE = SITE + "/incidents/" + NUMBER;

    static final String STORY = "pi1 lost its cable; web started on pi3 after 0.8 s";

    private IncidentScreens() {}

    static SequencedMap<String, StatusView> all() {
        var screens = new LinkedHashMap<String, StatusView>();
        for (String name : List.of(
                "neighbour-missing",
                "neighbour-being-fenced",
                "two-neighbours-away",
                "no-quorum",
                "switch-silent",
                "cut-off",
                "long-names")) {
            screens.put(name, Views.with(VisitorScreens.named(name), List.of(), Optional.of(incident(false))));
        }
        for (String name : List.of("active", "neighbour-off")) {
            screens.put(name, Views.with(VisitorScreens.named(name), List.of(), Optional.of(incident(true))));
        }
        for (String name : List.of("was-fenced", "was-fenced-silent")) {
            StatusView view = VisitorScreens.named(name);
            var fencing = new FencingLine(
                    view.self(),
                    "off",
                    new NodeName("pi1"),
                    incident(true).trigger().plusMillis(300),
                    Optional.of(true),
                    "no power");
            screens.put(name, Views.with(view, List.of(fencing), Optional.of(incident(true))));
        }
        return screens;
    }

    private static Incident incident(boolean over) {
        var trigger = Views.NOON.minusSeconds(90);
        return new Incident(
                NUMBER,
                "pi1 lost its cable",
                trigger,
                List.of(),
                over ? Optional.of(Duration.ofMillis(800)) : Optional.empty(),
                over ? Optional.of(trigger.plusSeconds(1)) : Optional.empty(),
                STORY,
                Optional.of(new NodeName("pi1")));
    }
}
