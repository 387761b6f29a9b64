package crm.agent.network;

import crm.agent.kernel.KernelException;
import crm.model.InstanceId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats announcements in the background, since the first may be lost: a switch port that still learns, a client
 * that still boots. The map is the only thing shared between the threads of start, stop and the repetitions.
 */
final class Announcements {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final ConcurrentHashMap<InstanceId, Thread> running = new ConcurrentHashMap<>();

    /** Announces once, now, and then goes on in the background; takes over the neighbourhood and closes it. */
    void begin(InstanceId instance, Neighbourhood neighbourhood, int count, Duration interval) {
        if (!announced(instance, neighbourhood) || count <= 1) {
            neighbourhood.close();
            return;
        }
        Thread repeating = Thread.ofVirtual()
                .name("announce " + instance)
                .unstarted(() -> repeat(instance, neighbourhood, count - 1, interval));
        Optional.ofNullable(running.put(instance, repeating)).ifPresent(Thread::interrupt);
        repeating.start();
    }

    /** Ends the repetitions and waits for the last, so that nothing is announced of an address that is gone. */
    void end(InstanceId instance) throws InterruptedException {
        Thread repeating = running.remove(instance);
        if (repeating != null) {
            repeating.interrupt();
            repeating.join(Duration.ofMillis(200));
        }
    }

    private void repeat(InstanceId instance, Neighbourhood neighbourhood, int times, Duration interval) {
        try (neighbourhood) {
            for (int i = 0; i < times; i++) {
                Thread.sleep(interval);
                announced(instance, neighbourhood);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(instance, Thread.currentThread());
        }
    }

    private static boolean announced(InstanceId instance, Neighbourhood neighbourhood) {
        try {
            neighbourhood.announce();
            return true;
        } catch (KernelException e) {
            LOG.warn("{} could not be announced: {}", instance, e.getMessage());
            return false;
        }
    }
}
