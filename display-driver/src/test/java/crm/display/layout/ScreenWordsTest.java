package crm.display.layout;

import static crm.display.layout.Views.node;
import static crm.display.layout.Views.reborn;
import static crm.display.layout.Views.view;
import static crm.status.StatusView.Condition.OFF;
import static crm.status.StatusView.Condition.ONLINE;
import static crm.status.StatusView.Condition.UNCLEAN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.journal.Incident;
import crm.model.NodeName;
import crm.state.Quorum;
import crm.status.StatusView;
import crm.status.StatusView.FencingLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenWordsTest {

    private static final Quorum TWO = Quorum.of(2, 3);
    private static final Optional<String> PAGE = Optional.of("http://10.0.0.100/incidents/1");
    private static final String STORY = "pi1 lost its cable; web started on pi3 after 0.8 s";

    @Test
    void confessesAFencingForAWhileAndThenForgetsIt() {
        StatusView view = view("pi2", TWO, "Everything runs.", List.of(reborn("pi2", ONLINE, "was switched off")));
        assertEquals(
                StateWord.WAS_FENCED,
                words(fencedAt(view, Views.NOON.minusSeconds(60))).state());
        assertEquals("I was switched off.", words(view).sentence());
        assertEquals(
                StateWord.IDLE,
                words(fencedAt(view, Views.NOON.minusSeconds(3600))).state());
    }

    @Test
    void tellsTheLastIncidentForAWhileAndThenHowThingsAre() {
        StatusView view = view("pi3", TWO, "Everything runs.", List.of(node("pi3", ONLINE, "runs web", "web")));
        assertEquals(STORY, words(after(view, Duration.ofMinutes(1))).sentence());
        assertEquals("Everything runs.", words(after(view, Duration.ofHours(1))).sentence());
    }

    @Test
    void namesWhoIsMissingInOneLine() {
        assertEquals(Optional.empty(), missing(List.of(node("pi2", ONLINE, "ready"))));
        assertEquals(Optional.of("pi2 is off"), missing(List.of(node("pi2", OFF, "off"))));
        assertEquals(
                Optional.of("pi2, pi3 and pi4 are missing"),
                missing(List.of(
                        node("pi2", UNCLEAN, "lost"), node("pi3", UNCLEAN, "lost"), node("pi4", UNCLEAN, "lost"))));
        assertEquals(
                Optional.of("pi3 missing, pi2 off"),
                missing(List.of(node("pi2", OFF, "off"), node("pi3", UNCLEAN, "lost"))));
    }

    @Test
    void doesNotCallAFenceDeviceAService() {
        StatusView view = view("pi1", TWO, "Everything runs.", List.of(node("pi1", ONLINE, "watches", "power")));
        assertEquals(StateWord.IDLE, words(view).state());
    }

    @Test
    void aNodeThatIsNotInTheViewIsJoining() {
        assertEquals(
                StateWord.JOINING,
                words(view("pi9", TWO, "Everything runs.", List.of())).state());
    }

    @Test
    void leadsToThePageOfTheIncidentItTellsOfAndToNoOther() {
        StatusView quiet = view("pi3", TWO, "Everything runs.", List.of(node("pi3", ONLINE, "runs web", "web")));
        assertEquals(Optional.empty(), words(quiet).page());
        assertEquals(PAGE, words(after(quiet, Duration.ofMinutes(1))).page());
        assertEquals(Optional.empty(), words(after(quiet, Duration.ofHours(1))).page());
        StatusView alarm = Views.alarming(after(quiet, Duration.ofMinutes(1)), "The switch does not answer.");
        assertEquals(Optional.empty(), words(alarm).page(), "the alarm is no part of what is over");
    }

    @Test
    void aConfessionLeadsToTheIncidentThatItWasPartOf() {
        StatusView back = view("pi2", TWO, "Everything runs.", List.of(reborn("pi2", ONLINE, "was switched off")));
        Incident incident = after(back, Duration.ofMinutes(1)).incident().orElseThrow();
        assertEquals(PAGE, words(fencedIn(back, incident, incident.trigger())).page());
        assertEquals(
                Optional.empty(),
                words(fencedIn(back, incident, incident.trigger().minusSeconds(60)))
                        .page());
    }

    @Test
    void withoutASiteItLeadsNowhere() {
        StatusView view = view("pi3", TWO, "Everything runs.", List.of(node("pi3", ONLINE, "runs web", "web")));
        assertEquals(
                Optional.empty(),
                ScreenWords.of(after(view, Duration.ofMinutes(1)), Optional.empty())
                        .page());
    }

    private static ScreenText words(StatusView view) {
        return ScreenWords.of(view, Optional.of("http://10.0.0.100"));
    }

    private static Optional<String> missing(List<StatusView.NodeLine> others) {
        return words(view("pi1", TWO, "", others)).missing();
    }

    private static StatusView fencedAt(StatusView v, Instant at) {
        return Views.with(v, List.of(fencing(v, at)), Optional.empty());
    }

    private static StatusView fencedIn(StatusView v, Incident incident, Instant at) {
        return Views.with(v, List.of(fencing(v, at)), Optional.of(incident));
    }

    private static FencingLine fencing(StatusView v, Instant at) {
        return new FencingLine(v.self(), "off", new NodeName("pi1"), at, Optional.of(true), "no power");
    }

    private static StatusView after(StatusView v, Duration since) {
        Instant end = Views.NOON.minus(since);
        var incident = new Incident(
                1,
                "pi1 lost its cable",
                end.minusSeconds(1),
                List.of(),
                Optional.of(Duration.ofMillis(800)),
                Optional.of(end),
                STORY,
                Optional.of(new NodeName("pi1")));
        return Views.with(v, List.of(), Optional.of(incident));
    }
}
