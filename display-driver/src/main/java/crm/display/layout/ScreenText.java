package crm.display.layout;

import crm.state.Quorum;
import java.util.List;
import java.util.Optional;

/**
 * What a screen says, without the time: two equal values need no redraw.
 *
 * @param name of the node the screen belongs to
 * @param state in one word
 * @param quorum voters present and configured
 * @param services that run here, as people call them
 * @param sentence what is up, one plain sentence
 * @param missing the neighbours that are not there and should be, such as {@code pi1 and pi3 are missing}
 */
public record ScreenText(
        String name, StateWord state, Quorum quorum, List<String> services, String sentence, Optional<String> missing) {

    public ScreenText {
        services = List.copyOf(services);
    }
}
