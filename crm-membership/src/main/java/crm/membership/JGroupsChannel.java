package crm.membership;

import crm.coordination.Event;
import crm.coordination.Event.MembershipChanged;
import crm.coordination.Event.MessageArrived;
import crm.formats.values.MalformedValue;
import crm.formats.values.ValueCodec;
import crm.membership.ChannelMessage.Between;
import crm.membership.ChannelMessage.Dead;
import crm.model.NodeName;
import crm.port.ClusterChannel;
import crm.port.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.raft.util.Utils;
import org.jgroups.util.Util;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages and membership over a JGroups channel, which is replaced when this node must join anew. */
final class JGroupsChannel implements ClusterChannel, Receiver {

    private static final Logger log = LoggerFactory.getLogger(JGroupsChannel.class);

    private final NodeName self;
    private final Consumer<Event> events;
    private final ValueCodec codec = new ValueCodec();
    private final AtomicReference<JChannel> channel = new AtomicReference<>();
    // One thread, so that messages leave in their order and no sender waits for the network.
    private final ExecutorService sending = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("cluster-messages").factory());

    JGroupsChannel(NodeName self, Consumer<Event> events) {
        this.self = self;
        this.events = events;
    }

    /** Uses this channel from now on. */
    void use(JChannel next) {
        channel.set(next);
        next.setReceiver(this);
    }

    @Override
    public void send(NodeName to, Message message) {
        byte[] bytes = codec.write(new Between(message));
        sending.execute(() -> addressOf(to)
                .ifPresentOrElse(
                        address -> sendNow(new BytesMessage(address, bytes)),
                        () -> log.debug("{} is not present, a message to it is dropped", to)));
    }

    private void sendNow(org.jgroups.Message message) {
        try {
            JChannel current = channel.get();
            if (current != null) {
                current.send(message);
            }
        } catch (Exception e) {
            log.debug("a message to {} is dropped: {}", message.getDest(), e.toString());
        }
    }

    @Override
    public void suspect(NodeName node, String evidence) {
        Optional<Address> dead = addressOf(node);
        if (dead.isEmpty() || node.equals(self)) {
            return;
        }
        byte[] bytes = codec.write(new Dead(node, write(dead.get()), evidence));
        remove(dead.get(), node, evidence);
        for (Address member : members()) {
            if (!member.equals(dead.get()) && !self.equals(nameOf(member))) {
                // Past all that may wait: the sooner every survivor knows, the sooner the next in rank acts.
                Thread.startVirtualThread(
                        () -> sendNow(new BytesMessage(member, bytes).setFlag(org.jgroups.Message.Flag.OOB)));
            }
        }
    }

    /**
     * Lets this node's view protocol take a member out without asking it again. Coordinator or next in rank, it makes
     * the new view; any other node only remembers, should all before it in rank be dead too.
     */
    private void remove(Address dead, NodeName node, String evidence) {
        JChannel current = channel.get();
        if (current == null) {
            return;
        }
        View view = current.getView();
        if (view == null || !view.containsMember(dead) || dead.equals(current.getAddress())) {
            return;
        }
        log.info("{} is proven dead and leaves the view: {}", node, evidence);
        GMS views = current.getProtocolStack().findProtocol(GMS.class);
        // Making the view may wait for other members' answers.
        Thread.startVirtualThread(() -> views.up(new org.jgroups.Event(org.jgroups.Event.SUSPECT, List.of(dead))));
    }

    @Override
    public void receive(org.jgroups.Message message) {
        if (!message.hasArray()) {
            return;
        }
        byte[] bytes =
                Arrays.copyOfRange(message.getArray(), message.getOffset(), message.getOffset() + message.getLength());
        NodeName from = nameOf(message.getSrc());
        try {
            switch (codec.read(bytes, ChannelMessage.class)) {
                case Between(Message content) -> events.accept(new MessageArrived(from, content));
                case Dead(NodeName node, String address, String evidence) -> {
                    if (!node.equals(self)) {
                        remove(read(address), node, evidence + " (told by " + from + ")");
                    }
                }
            }
        } catch (MalformedValue | IOException | ClassNotFoundException e) {
            log.warn("a message of {} cannot be read, its daemon may be of another version: {}", from, e.getMessage());
        }
    }

    /** JGroups waits until this returns; so it only queues. */
    @Override
    public void viewAccepted(View view) {
        events.accept(new MembershipChanged(
                view.getMembers().stream().map(JGroupsChannel::nameOf).toList()));
    }

    private List<Address> members() {
        JChannel current = channel.get();
        View view = current == null ? null : current.getView();
        return view == null ? List.of() : view.getMembers();
    }

    private Optional<Address> addressOf(NodeName node) {
        return members().stream().filter(member -> nameOf(member).equals(node)).findFirst();
    }

    private static NodeName nameOf(Address address) {
        return new NodeName(Utils.extractRaftId(address));
    }

    private static String write(Address address) {
        try {
            return HexFormat.of().formatHex(Util.objectToByteBuffer(address));
        } catch (IOException e) {
            throw new IllegalStateException("an address cannot be written", e);
        }
    }

    private static Address read(String hex) throws IOException, ClassNotFoundException, MalformedValue {
        return Util.objectFromByteBuffer(HexFormat.of().parseHex(hex));
    }

    @Override
    public void close() {
        sending.shutdownNow();
    }
}
