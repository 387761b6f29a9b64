package crm.emulator.mikrotik;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;

/**
 * An SNMP agent as the switch has it. Answers v1, v2c and v3, drives the ports it is given, and sends a trap at the
 * moment a link changes.
 *
 * <pre>{@code
 * try (var agent = new SwitchAgent(ports, SwitchAccess.usual(), address)) {
 *     agent.sendTrapsTo(nodes, "public");
 *     agent.start();
 *     agent.quirks().set(Quirk.STALLS, true);
 * }
 * }</pre>
 */
public final class SwitchAgent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchAgent.class);

    private final SwitchPorts ports;
    private final Quirks quirks = new Quirks();
    private final SwitchState state;
    private final SwitchEngine engine;
    private final RequestProcessing processing;
    private final LinkTraps traps;

    // Late answers and late obedience come on threads of their own, which must find out that the switch is gone.
    private final AtomicBoolean closed = new AtomicBoolean();

    // Only the thread that receives requests touches these two.
    private final RepeatedRequests repeated = new RepeatedRequests();
    private final StallClock stalls = new StallClock();

    /**
     * An agent that does not answer yet.
     *
     * @param address where to listen; port 0 takes any free one, see {@link #address}
     * @throws IOException if the address cannot be bound
     */
    public SwitchAgent(SwitchPorts ports, SwitchAccess access, InetSocketAddress address) throws IOException {
        this.ports = ports;
        this.state = new SwitchState(ports, quirks);
        this.engine = new SwitchEngine(access, address);
        this.processing = new RequestProcessing(state, quirks, access, this::obeyLater);
        this.traps = new LinkTraps(state, engine.snmp());
        engine.snmp().addCommandResponder(new CommandResponder() {
            @Override
            public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
                receive(event);
            }
        });
    }

    /** Who gets traps from now on; RouterOS calls this {@code trap-target}. */
    public void sendTrapsTo(List<InetSocketAddress> targets, String community) {
        traps.sendTo(targets, community);
    }

    /** Puts scripts on the switch, in the order of their indexes. */
    public void scripts(List<RouterScript> scripts) {
        state.scripts(scripts);
    }

    /** Sets a port up as a person would: {@code /interface ethernet set PORT property=value}. */
    public void setUp(String port, Map<String, String> properties) {
        state.configure(port, properties);
    }

    /** Opens the REST interface, which the caller closes. Its answers know no habits but those of the ports. */
    public SwitchRest openRest(InetSocketAddress address, String user, String password) throws IOException {
        return new SwitchRest(state, address, user, password);
    }

    /** Begins to answer, and to send traps. */
    public void start() throws IOException {
        ports.onLinkChange(this::linkChanged);
        engine.snmp().listen();
    }

    public Quirks quirks() {
        return quirks;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return engine.address();
    }

    @Override
    public void close() throws IOException {
        closed.set(true);
        engine.snmp().close();
    }

    private void linkChanged(String port, boolean up) {
        state.noteLinkChange(port);
        int copies = quirks.has(Quirk.TRAPS_LOST) ? 0 : quirks.has(Quirk.TRAPS_DOUBLED) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            traps.send(port, up);
        }
    }

    private <A extends Address> void receive(CommandResponderEvent<A> event) {
        PDU request = event.getPDU();
        if (request == null || !RequestProcessing.isRequest(request)) {
            return;
        }
        event.setProcessed(true);
        boolean loseAnswer = quirks.has(Quirk.FIRST_REPLY_LOST)
                && repeated.isFirst(
                        (UdpAddress) event.getPeerAddress(),
                        request.getRequestID().getValue());
        Runnable work = () -> answer(event, loseAnswer);
        long delayNanos = quirks.has(Quirk.STALLS) ? stalls.delayFor(System.nanoTime()) : 0;
        if (delayNanos == 0) {
            work.run();
        } else {
            later(work, delayNanos);
        }
    }

    private <A extends Address> void answer(CommandResponderEvent<A> event, boolean loseAnswer) {
        processing.answer(event).filter(answer -> !loseAnswer).ifPresent(answer -> send(event, answer));
    }

    private static <A extends Address> void send(CommandResponderEvent<A> event, PDU answer) {
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            answer,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            LOG.warn("the switch could not answer {}: {}", event.getPeerAddress(), e.getMessage());
        }
    }

    private void obeyLater(Runnable work) {
        later(work, Quirks.SET_DELAY.toNanos());
    }

    private void later(Runnable work, long delayNanos) {
        Thread.ofVirtual().name("switch-agent-later").start(() -> {
            LockSupport.parkNanos(delayNanos);
            if (!closed.get()) {
                work.run();
            }
        });
    }
}
