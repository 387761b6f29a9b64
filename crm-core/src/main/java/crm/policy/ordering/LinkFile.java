package crm.policy.ordering;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Links filed by an action at one of their ends, each action's in the order in which they were given. All are in one
 * row, for there are many actions and few links of each.
 */
final class LinkFile {

    private final Link[] row;
    /** Where each action's links begin; those of the last end where the row does. */
    private final int[] begins;

    LinkFile(List<Link> links, int actions, ToIntFunction<Link> end) {
        this.row = new Link[links.size()];
        this.begins = new int[actions + 1];
        for (Link link : links) {
            begins[end.applyAsInt(link) + 1]++;
        }
        for (int action = 0; action < actions; action++) {
            begins[action + 1] += begins[action];
        }
        int[] next = begins.clone();
        for (Link link : links) {
            row[next[end.applyAsInt(link)]++] = link;
        }
    }

    /** The place of an action's first link. */
    int begin(int action) {
        return begins[action];
    }

    /** The place after an action's last link. */
    int end(int action) {
        return begins[action + 1];
    }

    /** The link at a place. */
    Link at(int place) {
        return row[place];
    }

    /** An action's links. */
    List<Link> of(int action) {
        return Arrays.asList(row).subList(begin(action), end(action));
    }
}
