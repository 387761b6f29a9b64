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
 * @param page the address of the page of the incident it tells of, if it tells of one and people can reach such a page
 */
public record ScreenText(
        String name,
        StateWord state,
        Quorum quorum,
        List<String> services,
        String sentence,
        Optional<String> missing,
        Optional<String> page) {

    public ScreenText {
        services = List.copyOf(services);
    }

    /** One that leads to no page. */
    public ScreenText(
            String name,
            StateWord state,
            Quorum quorum,
            List<String> services,
            String sentence,
            Optional<String> missing) {
        this(name, state, quorum, services, sentence, missing, Optional.empty());
    }
}
