package crm.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.stack.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everything that nodes send to each other is put into: sealed as a whole, headers included, as the last thing before it
 * leaves, and opened as the first thing when it comes. What does not open is never looked at.
 *
 * <p>JGroups has {@code SYM_ENCRYPT}; but it leaves headers in clear and messages without payload without any proof of
 * origin, and heartbeats, votes and views are just such messages. And it stands above the transport, which reads addresses,
 * headers and lengths before: a stranger's single packet could have two gigabytes set aside.
 */
final class Envelope {

    private static final Logger refusals = LoggerFactory.getLogger("crm.membership.refusals");
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int REMEMBERED = 256;

    private final SealedFrame frames;
    private final String cluster;
    // Several threads receive; only used to log a stranger once a minute.
    private final Map<Object, Instant> refused = new ConcurrentHashMap<>();

    Envelope(ClusterKey key) {
        frames = new SealedFrame(key);
        cluster = key.cluster();
    }

    byte[] seal(byte[] data, int offset, int length) {
        return frames.seal(data, offset, length);
    }

    /** What a member sealed; empty, and told once a minute, if nobody who has the key did, or if it came before. */
    Optional<byte[]> open(Address from, byte[] data, int offset, int length) {
        Optional<byte[]> clear = frames.open(data, offset, length);
        if (clear.isEmpty()) {
            refuse(from);
        }
        return clear;
    }

    /** A stranger may send a great many: what is done for each of them must cost next to nothing. */
    private void refuse(Address from) {
        Object machine = from instanceof IpAddress ip ? ip.getIpAddress() : from;
        Instant now = Instant.now();
        Instant last = refused.get(machine);
        if (last != null && last.plus(QUIET).isAfter(now)) {
            return;
        }
        if (refused.size() >= REMEMBERED) {
            refused.clear();
        }
        refused.put(machine, now);
        refusals.warn(
                "refused a message from {}: it is not sealed with the key of cluster {}, or it was played again",
                from instanceof PhysicalAddress physical ? physical.printIpAddress() : from,
                cluster);
    }
}
