package crm.demo.simulation;

import crm.coordination.Coordinator.Audience;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What kind of world is simulated.
 *
 * @param begin the date at its beginning
 * @param recorded whether a transcript is kept
 * @param onlooker is told every happening
 */
public record Setting(
        long seed,
        Manner manner,
        Instant begin,
        boolean recorded,
        Brain brain,
        Fittings fittings,
        Consumer<Happening> onlooker) {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    /** How things go in a world. */
    public enum Manner {
        /** Everything takes its usual time, and the worst mistake there is ends the story. */
        STORY,
        /** Things take now this long and now that. */
        ROUGH,
        /** As in a story, for people to look at and play with; what they do may be as bad as they like. */
        LIVE
    }

    /** For stories. */
    static Setting calm() {
        return new Setting(1, Manner.STORY, NEW_YEAR, true, Brain.coordinator(Audience.SCREEN), Fittings.NONE, _ -> {});
    }

    /** For scenarios that are drawn at random. */
    public static Setting rough(long seed, boolean recorded, Brain brain, Consumer<Happening> onlooker) {
        return new Setting(seed, Manner.ROUGH, NEW_YEAR, recorded, brain, Fittings.NONE, onlooker);
    }

    /** For a table that people sit at. */
    public static Setting live(long seed, Instant begin, Fittings fittings) {
        return new Setting(seed, Manner.LIVE, begin, false, Brain.coordinator(Audience.SCREEN), fittings, _ -> {});
    }

    boolean rough() {
        return manner == Manner.ROUGH;
    }
}
