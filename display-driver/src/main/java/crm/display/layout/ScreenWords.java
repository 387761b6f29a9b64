package crm.display.layout;

import crm.journal.Incident;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.state.Quorum;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.Gravity;
import crm.status.StatusView.NodeLine;
import crm.status.StatusView.Notice;
import crm.status.StatusView.ResourceLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the words for a screen in a status view. Only what is stable is said: a running counter or a step of a plan
 * would be old before a slow panel has drawn it.
 */
public final class ScreenWords {

    /** For how long the last incident is told. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final StatusView view;
    private final Optional<NodeLine> self;

    private ScreenWords(StatusView view) {
        this.view = view;
        this.self = view.nodes().stream()
                .filter(node -> node.name().equals(view.self()))
                .findFirst();
    }

    /**
     * What the screen of the node that gives this view should say.
     *
     * @param site where people find the cluster's web page, such as {@code http://192.168.88.100}, if they do
     */
    public static ScreenText of(StatusView view, Optional<String> site) {
        var words = new ScreenWords(view);
        StateWord state = words.state();
        return new ScreenText(
                view.self().value(),
                state,
                view.quorum(),
                words.services(),
                words.sentence(state),
                words.missing(),
                words.told(state).flatMap(incident -> site.map(address -> address + incident.page())));
    }

    private StateWord state() {
        if (self.isEmpty()) {
            return StateWord.JOINING;
        }
        NodeLine line = self.get();
        // A confession goes first: it is what a visitor who pulled the cable waits for. Then what stops everything.
        if (line.previousLife().isPresent() && fencedLately()) {
            return StateWord.WAS_FENCED;
        }
        if (!view.quorum().held() && line.condition() != Condition.OFFLINE) {
            return StateWord.NO_QUORUM;
        }
        return switch (line.condition()) {
            case ONLINE -> online(line);
            case STANDBY -> StateWord.STANDBY;
            case MAINTENANCE -> StateWord.MAINTENANCE;
            case PENDING -> StateWord.JOINING;
            case OFFLINE -> StateWord.LEFT;
            case UNCLEAN, FENCING, OFF -> StateWord.CUT_OFF;
            case QUARANTINED -> StateWord.QUARANTINED;
        };
    }

    private StateWord online(NodeLine line) {
        if (view.maintenance()) {
            return StateWord.MAINTENANCE;
        }
        if (line.witness()) {
            return StateWord.WITNESS;
        }
        return services().isEmpty() ? StateWord.IDLE : StateWord.ACTIVE;
    }

    /** Whether this node was fenced so short a time ago that the visitor who caused it still stands there. */
    private boolean fencedLately() {
        return fenced().map(this::lately).orElse(true);
    }

    /** When this node was last fenced, if anybody still knows. */
    private Optional<Instant> fenced() {
        return view.fencing().stream()
                .filter(line -> line.target().equals(view.self()))
                .map(StatusView.FencingLine::at)
                .max(Comparator.naturalOrder());
    }

    private boolean lately(Instant at) {
        return at.plus(LATELY).isAfter(view.asOf());
    }

    /** What runs here, without the fence devices: those serve the cluster, not the visitor. */
    private List<String> services() {
        List<String> devices = view.resources().stream()
                .flatMap(ScreenWords::withMembers)
                .filter(line -> line.agent().orElse("").startsWith("stonith:"))
                .map(line -> line.id().value())
                .toList();
        return self.stream()
                .flatMap(line -> line.runs().stream())
                .map(InstanceId::resource)
                .map(resource -> resource.value())
                .filter(resource -> !devices.contains(resource))
                .distinct()
                .toList();
    }

    private static Stream<ResourceLine> withMembers(ResourceLine line) {
        return Stream.concat(Stream.of(line), line.members().stream().flatMap(ScreenWords::withMembers));
    }

    private String sentence(StateWord state) {
        return switch (state) {
            case WAS_FENCED -> confession(self.flatMap(NodeLine::previousLife).orElseThrow());
            case NO_QUORUM -> noQuorum(view.quorum());
            case ACTIVE, IDLE, WITNESS ->
                alarm().or(() -> story().map(Incident::sentence)).orElse(view.headline());
            case JOINING, STANDBY, MAINTENANCE, LEFT, CUT_OFF, QUARANTINED ->
                self.map(NodeLine::sentence).orElse(view.headline());
        };
    }

    private Optional<String> alarm() {
        return view.notices().stream()
                .filter(notice -> notice.gravity() == Gravity.ALARM)
                .map(Notice::sentence)
                .findFirst();
    }

    /** The last incident, once it is over and as long as people still talk of it. */
    private Optional<Incident> story() {
        return view.incident()
                .filter(incident -> incident.ended().filter(this::lately).isPresent());
    }

    /** The incident that the screen tells of: a code that leads to another would be worse than none. */
    private Optional<Incident> told(StateWord state) {
        return switch (state) {
            case WAS_FENCED -> view.incident().filter(this::cameWithMyFencing);
            case ACTIVE, IDLE, WITNESS -> goingOn().or(() -> alarm().isPresent() ? Optional.empty() : story());
            case NO_QUORUM, STANDBY, MAINTENANCE, JOINING, CUT_OFF, QUARANTINED -> goingOn();
            // This picture stays on the glass when the incident is long forgotten.
            case LEFT -> Optional.empty();
        };
    }

    private Optional<Incident> goingOn() {
        return view.incident().filter(incident -> incident.ended().isEmpty());
    }

    private boolean cameWithMyFencing(Incident incident) {
        return fenced().filter(at -> !at.isBefore(incident.trigger())
                        && incident.ended().map(end -> !at.isAfter(end)).orElse(true))
                .isPresent();
    }

    /** What others say of this node, said by itself. */
    private static String confession(String previousLife) {
        String mine = previousLife.replaceAll("\\bits\\b", "my").replaceAll("\\bit\\b", "I");
        String whole = mine.startsWith("was ") ? "I " + mine : mine;
        return whole.endsWith(".") ? whole : whole + ".";
    }

    private static String noQuorum(Quorum quorum) {
        return "I see " + quorum.present() + " of " + quorum.configured() + " votes and need " + quorum.needed()
                + ". Until then I run nothing, so that nothing runs twice.";
    }

    private Optional<String> missing() {
        var away = new EnumMap<Condition, List<NodeName>>(Condition.class);
        view.nodes().stream()
                .filter(node -> !node.name().equals(view.self()))
                .filter(node -> verdict(node.condition()).isPresent())
                .forEach(node -> away.computeIfAbsent(node.condition(), _ -> new ArrayList<>())
                        .add(node.name()));
        // One kind of absence makes a sentence; several are only listed, or they would not fit.
        String verb =
                away.size() > 1 ? " " : away.values().stream().anyMatch(names -> names.size() > 1) ? " are " : " is ";
        return away.entrySet().stream()
                .map(group -> listed(group.getValue())
                        + verb
                        + verdict(group.getKey()).orElseThrow())
                .reduce((one, other) -> one + ", " + other);
    }

    private static Optional<String> verdict(Condition condition) {
        return switch (condition) {
            case UNCLEAN -> Optional.of("missing");
            case FENCING -> Optional.of("being switched off");
            case OFF -> Optional.of("off");
            case QUARANTINED -> Optional.of("quarantined");
            case ONLINE, STANDBY, MAINTENANCE, PENDING, OFFLINE -> Optional.empty();
        };
    }

    private static String listed(List<NodeName> names) {
        if (names.size() == 1) {
            return names.getFirst().value();
        }
        return names.subList(0, names.size() - 1).stream().map(NodeName::value).collect(Collectors.joining(", "))
                + " and "
                + names.getLast();
    }
}
