package crm.node.rehearsal;

import crm.journal.AgreedState;
import crm.model.Node;
import crm.model.NodeName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the loss of each other node whenever the configuration is new, when nothing else is to be done. */
public final class Rehearsals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);

    /** A daemon that just came, or a configuration that just changed, has more urgent things to do. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** So that a play leaves most of a small computer's processor to the others. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What has run a few times is compiled. */
    private static final int TIMES = 5;

    private static final int LOST_MAX = 3;

    private final NodeName self;
    private final InstantSource clock;
    private final LinkedBlockingQueue<AgreedState> wanted = new LinkedBlockingQueue<>();
    private final Thread stage;

    public Rehearsals(NodeName self, InstantSource clock) {
        this.self = self;
        this.clock = clock;
        this.stage = Thread.ofPlatform().daemon().name("rehearsals").start(this::play);
    }

    /** Asks for rehearsals with this; what was asked for before and not begun is left out. Never blocks. */
    public void of(AgreedState agreed) {
        wanted.clear();
        wanted.add(agreed);
    }

    private void play() {
        try {
            while (true) {
                AgreedState agreed = wanted.take();
                TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
                for (int time = 0; time < TIMES && wanted.isEmpty(); time++) {
                    playAll(agreed);
                }
            }
        } catch (InterruptedException ended) {
            // The daemon ends.
        } catch (RuntimeException mistake) {
            // What fails here would fail in earnest too; there, the daemon ends and is replaced.
            LOG.error("a rehearsal failed", mistake);
        }
    }

    private void playAll(AgreedState agreed) throws InterruptedException {
        List<NodeName> others = agreed.configuration().nodes().stream()
                .map(Node::name)
                .filter(name -> !name.equals(self))
                .limit(LOST_MAX)
                .toList();
        for (NodeName lost : others) {
            Rehearsal.of(agreed, self, lost, clock.instant());
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }

    @Override
    public void close() {
        stage.interrupt();
    }
}
