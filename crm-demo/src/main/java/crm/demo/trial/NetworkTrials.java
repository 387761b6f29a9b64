package crm.demo.trial;

import crm.demo.linux.NetworkNamespace;
import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The network of one node is bad. In one direction or both: packets are dropped where they arrive ({@code nft}). Or slow, with
 * what that brings ({@link BadCable}).
 */
final class NetworkTrials {
    private static final Duration LASTS = Duration.ofSeconds(12);
    private static final int ALL = 100;
    private static final int LOSS_MAX = 30;
    private static final int DELAY_MAX = 150;
    private static final int JITTER_MAX = 50;
    private static final int MISHAPS_MAX = 2;
    private static final String TABLE = "trial";

    private NetworkTrials() {}

    static void lossy(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        suffer(List.of(heardBy(table, pi), saidBy(table, pi)), 1 + chance.nextInt(LOSS_MAX), chance);
    }

    static void mute(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        suffer(List.of(saidBy(table, Choice.pi(table, chance))), ALL, chance);
    }

    static void deaf(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        suffer(List.of(heardBy(table, Choice.pi(table, chance))), ALL, chance);
    }

    /** Slow is not dead: nobody may be fenced for it. */
    static void slow(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        var slowness = Slowness.drawn(DELAY_MAX, JITTER_MAX, MISHAPS_MAX, chance);
        long life = table.look(pi).pid();
        try (var _ = BadCable.lay(table, pi, slowness, chance.nextLong())) {
            Choice.pause(LASTS, chance);
        }
        if (table.look(pi).pid() != life) {
            throw new InVain(pi + " was fenced for being slow: " + slowness);
        }
    }

    /** One end of a cable; what arrives there can be dropped. */
    private record End(NetworkNamespace where, String device) {

        void drop(int percent) {
            nft("add table netdev " + TABLE);
            nft("add chain netdev " + TABLE + " in { type filter hook ingress device \"" + device + "\" priority 0; }");
            nft("add rule netdev " + TABLE + " in "
                    + (percent == ALL ? "drop" : "numgen random mod 100 < " + percent + " drop"));
        }

        private void nft(String order) {
            var done = Shell.attempt(Shell.USUAL, where.inside("nft", order));
            if (!done.well()) {
                throw new InVain("packets cannot be dropped: nft " + order + ": " + done.output());
            }
        }

        void dropNothing() {
            Shell.attempt(Shell.USUAL, where.inside("nft", "delete table netdev " + TABLE));
        }
    }

    private static End heardBy(WholeTable table, String pi) {
        return new End(table.layout().namespaceOf(pi), "eth0");
    }

    private static End saidBy(WholeTable table, String pi) {
        return new End(table.layout().switchNamespace(), Layout.portOf(pi));
    }

    private static void suffer(List<End> ends, int percent, RandomGenerator chance) throws InterruptedException {
        try {
            ends.forEach(end -> end.drop(percent));
            Choice.pause(LASTS, chance);
        } finally {
            ends.forEach(End::dropNothing);
        }
    }
}
