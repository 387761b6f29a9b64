package crm.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.stack.Protocol;
import org.jgroups.util.ByteArray;
import org.jgroups.util.FastArray;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol just above the transport that seals every message as a whole, headers included.
 *
 * <p>JGroups has {@code SYM_ENCRYPT}; but it leaves headers in clear and messages without payload without any proof of
 * origin, and heartbeats, votes and views are just such messages.
 */
final class Seal extends Protocol {

    private static final Logger refusals = LoggerFactory.getLogger("crm.membership.refusals");
    private static final short ID = 1901;
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int REMEMBERED = 256;

    static {
        ClassConfigurator.addProtocol(ID, Seal.class);
    }

    private final SealedFrame frames;
    private final String cluster;
    // Several threads receive; only used to log a stranger once a minute.
    private final Map<Address, Instant> refused = new ConcurrentHashMap<>();

    Seal(ClusterKey key) {
        frames = new SealedFrame(key);
        cluster = key.cluster();
    }

    @Override
    public @Nullable Object down(Message message) {
        if (message.getSrc() == null) {
            message.setSrc(local_addr);
        }
        try {
            ByteArray clear = Util.messageToBuffer(message);
            byte[] sealed = frames.seal(clear.getArray(), clear.getOffset(), clear.getLength());
            Message outer = new BytesMessage(message.getDest(), sealed)
                    .setSrc(message.getSrc())
                    .setFlag(message.getFlags(false), false)
                    .setFlag(message.getFlags(true), true);
            return down_prot.down(outer);
        } catch (Exception e) {
            log.error("%s: cannot seal a message: %s", local_addr, e);
            return null;
        }
    }

    @Override
    public @Nullable Object up(Message message) {
        Optional<Message> opened = open(message);
        return opened.isPresent() ? up_prot.up(opened.get()) : null;
    }

    @Override
    public void up(MessageBatch batch) {
        for (Iterator<Message> each = batch.iterator(); each.hasNext(); ) {
            Optional<Message> opened = open(each.next());
            if (opened.isPresent()) {
                ((FastArray<Message>.FastIterator) each).replace(opened.get());
            } else {
                each.remove();
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private Optional<Message> open(Message outer) {
        if (!outer.hasArray()) {
            refuse(outer.getSrc());
            return Optional.empty();
        }
        Optional<byte[]> clear = frames.open(outer.getArray(), outer.getOffset(), outer.getLength());
        if (clear.isEmpty()) {
            refuse(outer.getSrc());
            return Optional.empty();
        }
        try {
            Message message = Util.messageFromBuffer(clear.get(), 0, clear.get().length);
            if (message.getDest() == null && outer.getDest() != null) {
                message.setDest(outer.getDest());
            }
            return Optional.of(message.setFlag(outer.getFlags(true), true));
        } catch (Exception e) {
            log.error("%s: a member sent a message that cannot be read: %s", local_addr, e);
            return Optional.empty();
        }
    }

    private void refuse(Address stranger) {
        Instant now = Instant.now();
        Instant last = refused.get(stranger);
        if (last != null && last.plus(QUIET).isAfter(now)) {
            return;
        }
        if (refused.size() >= REMEMBERED) {
            refused.clear();
        }
        refused.put(stranger, now);
        refusals.warn(
                "refused a message from {} at {}: it is not sealed with the key of cluster {}, or it was played again",
                stranger,
                physicalAddress(stranger),
                cluster);
    }

    private Object physicalAddress(Address stranger) {
        Object address = down_prot.down(new org.jgroups.Event(org.jgroups.Event.GET_PHYSICAL_ADDRESS, stranger));
        return address == null ? "an unknown address" : address;
    }
}
