package crm.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * What has happened and has not been told to the world yet: kept until the leader that told it says so, so that a
 * leader that dies in between takes nothing with it.
 *
 * @param toldUpTo the journal index up to which everything has been told
 * @param happenings in their order
 */
public record Untold(long toldUpTo, List<Happening> happenings) {

    /** Where nobody has told anything for so long, the oldest is of no interest any more. */
    private static final int KEPT = 500;

    public static final Untold NOTHING = new Untold(0, List.of());

    public Untold {
        happenings = List.copyOf(happenings);
    }

    /**
     * One entry that may deserve an alert.
     *
     * @param index of the journal record that it stands in
     * @param place in that record
     */
    public record Happening(long index, int place, Entry entry) {}

    Untold with(List<Happening> more) {
        var all = new ArrayList<>(happenings);
        all.addAll(more);
        return new Untold(toldUpTo, all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    Untold told(long upTo) {
        return new Untold(
                Math.max(toldUpTo, upTo),
                happenings.stream().filter(h -> h.index() > upTo).toList());
    }
}
