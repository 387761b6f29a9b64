package crm.demo.simulation;

import crm.coordination.Coordinator.Audience;
import java.util.function.Consumer;

/**
 * What kind of world is simulated.
 *
 * @param rough whether things take now this long and now that, instead of always the same time
 * @param recorded whether a transcript is kept
 * @param onlooker is told every happening
 */
public record Setting(long seed, boolean rough, boolean recorded, Brain brain, Consumer<Happening> onlooker) {

    /** For stories: everything takes its usual time, and the worst mistake there is ends the story. */
    static Setting calm() {
        return new Setting(1, false, true, Brain.coordinator(Audience.SCREEN), _ -> {});
    }
}
