package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.fencing.snmp.PortReply.Reading;
import crm.fencing.snmp.PowerJudgement.Dark;
import crm.fencing.snmp.PowerJudgement.Lit;
import crm.fencing.snmp.PowerJudgement.Unclear;
import crm.model.NodeName;
import crm.port.FencingDevice;
import crm.state.FencingOutcome;
import crm.state.Outlet;
import crm.state.PowerProof;
import crm.state.PowerProof.Evidence;
import crm.transition.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A PoE switch as a fence device. Each port is found by name, and read in one message together with its names before and
 * after each change, so that an index that moved is noticed and not switched twice.
 *
 * <p>{@link #poll} must be called about every second while the cluster runs ({@link LinkWatcher} does): what it sees in
 * peace is what lets a dark port count as proof later. May be used by several threads at once.
 */
public final class SnmpSwitch implements FencingDevice, AutoCloseable {

    private final SwitchPlan plan;
    private final InstantSource clock;
    private final SwitchTables tables;
    private final PortBook book;
    private final PortControls controls;

    /** Opens nothing yet: the first question does. */
    public SnmpSwitch(SwitchPlan plan, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
        this.tables = new SwitchTables(new SnmpSession(plan.address()), plan.poe());
        this.book = new PortBook(plan.poe());
        this.controls = new PortControls(plan.methods(), tables);
    }

    @Override
    public String id() {
        return plan.id();
    }

    public SwitchPlan plan() {
        return plan;
    }

    @Override
    public boolean covers(NodeName node) {
        return plan.ports().containsKey(node);
    }

    @Override
    public FencingOutcome provePower(NodeName node, Duration limit) {
        long begun = System.nanoTime();
        Deadline deadline = Deadline.after(limit);
        return answering(node, ports -> {
            List<Evidence> evidence = new ArrayList<>();
            for (String port : ports) {
                switch (port(port).asFound(deadline)) {
                    case Lit lit -> {
                        return new FencingOutcome.On(lit.what());
                    }
                    case Unclear unclear -> {
                        return new FencingOutcome.NotKnown(unclear.why());
                    }
                    case Dark dark -> evidence.add(dark.evidence());
                }
            }
            return off(node, evidence, begun);
        });
    }

    @Override
    public FencingOutcome off(NodeName node, Duration limit) {
        long begun = System.nanoTime();
        Deadline deadline = Deadline.after(limit);
        return answering(node, ports -> {
            List<Evidence> evidence = new ArrayList<>();
            for (String port : ports) {
                evidence.add(port(port).off(plan.settle(), deadline));
            }
            return off(node, evidence, begun);
        });
    }

    @Override
    public FencingOutcome on(NodeName node, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        return answering(node, ports -> {
            List<String> details = new ArrayList<>();
            for (String port : ports) {
                details.add(port(port).on(plan.settle(), deadline));
            }
            return new FencingOutcome.On(String.join("; ", details));
        });
    }

    @Override
    public Outcome monitor(Duration limit) {
        Deadline deadline = Deadline.after(limit);
        List<String> seen = new ArrayList<>();
        try {
            for (String port : plan.allPorts()) {
                seen.add(describe(port, port(port).locate(deadline)));
            }
            warnings(deadline).forEach(warning -> seen.add("warning: " + warning));
            return new Outcome.Succeeded(String.join("; ", seen));
        } catch (PortTrouble trouble) {
            return new Outcome.Failed(trouble.why());
        } catch (DeviceUnreachable e) {
            return new Outcome.Failed(messageOf(e));
        }
    }

    @Override
    public List<Outlet> list(Duration limit) throws DeviceUnreachable {
        Deadline deadline = Deadline.after(limit);
        try {
            List<Integer> indexes = List.copyOf(tables.walk(deadline).names().sequencedKeySet());
            List<Outlet> outlets = new ArrayList<>();
            for (PortReply reply : tables.read(indexes, deadline).values()) {
                if (reply instanceof Reading reading && !reading.names().isEmpty()) {
                    outlets.add(outlet(reading));
                }
            }
            return outlets;
        } catch (PortTrouble trouble) {
            throw new DeviceUnreachable(trouble.why());
        }
    }

    /**
     * Reads every configured port at once, and remembers which of them feed their node.
     *
     * @param present whether a node is a member now; only then does what flows to it say anything
     * @return the link of each node that the switch tells of; a node with several ports has a link if one of them has
     */
    public Map<NodeName, Boolean> poll(Predicate<NodeName> present, Duration limit) throws DeviceUnreachable {
        Deadline deadline = Deadline.after(limit);
        try {
            var links = new LinkedHashMap<NodeName, Boolean>();
            for (var entry : readAll(deadline).entrySet()) {
                String port = entry.getKey();
                NodeName node = plan.nodeAt(port).orElseThrow();
                book.polled(port, entry.getValue(), present.test(node));
                entry.getValue().linkUp().ifPresent(up -> links.merge(node, up, Boolean::logicalOr));
            }
            return links;
        } catch (PortTrouble trouble) {
            throw new DeviceUnreachable(trouble.why());
        }
    }

    /**
     * Cuts a node's power in each configured way and gives it back, and remembers the first way that worked as the one to
     * try first. The node goes down for it, more than once.
     *
     * @throws DeviceUnreachable if the switch did not answer, or will not be tested; the ports may then be off
     */
    public SelfTest selfTest(NodeName node, Duration limit) throws DeviceUnreachable {
        Deadline deadline = Deadline.after(limit);
        var run = new SelfTestRun(plan, controls, deadline);
        var trials = new ArrayList<SelfTest.Trial>();
        try {
            for (String name : plan.ports().getOrDefault(node, List.of())) {
                trials.addAll(run.of(node, name, port(name)));
            }
        } catch (PortTrouble trouble) {
            throw new DeviceUnreachable(trouble.why());
        }
        var result = new SelfTest(node, trials, warnings(deadline));
        controls.configured().stream()
                .filter(control ->
                        result.chosen().equals(Optional.of(control.method().word())))
                .findFirst()
                .ifPresent(controls::prefer);
        return result;
    }

    /** What in the switch's own settings is dangerous for the cluster; it can be asked over REST only. */
    public List<String> warnings(Duration limit) {
        return warnings(Deadline.after(limit));
    }

    private List<String> warnings(Deadline deadline) {
        return controls.rest()
                .map(rest -> new SettingsLook(rest).warnings(plan.allPorts(), plan.storagePort(), deadline))
                .orElse(List.of());
    }

    /** The node that is fed by the port at that index, as far as is known from the last look at the switch. */
    Optional<NodeName> nodeAt(int ifIndex) {
        return portAt(ifIndex).flatMap(plan::nodeAt);
    }

    /** A trap told of a port's link. Of use only to explain a link that the switch still claims: see the judgement. */
    void trapSaid(int ifIndex, boolean linkUp) {
        portAt(ifIndex).ifPresent(port -> book.trapSaid(port, linkUp, System.nanoTime()));
    }

    @Override
    public void close() {
        tables.session().close();
        controls.close();
    }

    private Optional<String> portAt(int ifIndex) {
        return plan.allPorts().stream()
                .filter(port -> book.lastIndex(port).equals(OptionalInt.of(ifIndex)))
                .findFirst();
    }

    /** All ports with one question if their indexes are known and still right; whatever is not is looked for. */
    private Map<String, Reading> readAll(Deadline deadline) throws PortTrouble, DeviceUnreachable {
        List<String> ports = plan.allPorts();
        List<Integer> indexes = ports.stream()
                .flatMap(port -> book.lastIndex(port).stream().boxed())
                .toList();
        Map<Integer, PortReply> replies = tables.read(indexes, deadline);
        var readings = new LinkedHashMap<String, Reading>();
        for (String port : ports) {
            OptionalInt index = book.lastIndex(port);
            boolean right = index.isPresent()
                    && replies.get(index.getAsInt()) instanceof Reading reading
                    && reading.isCalled(port);
            readings.put(
                    port,
                    right ? (Reading) replies.get(index.getAsInt()) : port(port).locate(deadline));
        }
        return readings;
    }

    private SwitchPort port(String name) {
        return new SwitchPort(name, tables, book, controls);
    }

    private FencingOutcome off(NodeName node, List<Evidence> evidence, long begunNanos) {
        // With several supplies each was proven; one stands for all.
        return new FencingOutcome.Off(new PowerProof(
                node,
                plan.id(),
                evidence.getFirst(),
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - begunNanos)));
    }

    private FencingOutcome answering(NodeName node, Question question) {
        List<String> ports = plan.ports().getOrDefault(node, List.of());
        if (ports.isEmpty()) {
            return new FencingOutcome.Refused(plan.id() + " has no port for " + node);
        }
        try {
            return question.about(ports);
        } catch (PortTrouble trouble) {
            return trouble.outcome();
        } catch (DeviceUnreachable e) {
            return new FencingOutcome.NotKnown(messageOf(e));
        }
    }

    private interface Question {
        FencingOutcome about(List<String> ports) throws PortTrouble, DeviceUnreachable;
    }

    private String describe(String port, Reading reading) {
        String node = plan.nodeAt(port).map(NodeName::value).orElse("nobody");
        String power = reading.poe().map(poe -> ", " + poe).orElse("");
        boolean secondSupply = reading.linkUp().orElse(false)
                && reading.poe().isPresent()
                && !reading.poe().get().feeds();
        return port + " feeds " + node + ", " + reading.admin() + power
                + (secondSupply ? " — it has a link but takes no power here: is there a second supply?" : "");
    }

    private Outlet outlet(Reading reading) {
        String port = reading.names().stream()
                .filter(name -> plan.nodeAt(name).isPresent())
                .findFirst()
                .orElse(reading.names().getFirst());
        return new Outlet(
                port,
                plan.nodeAt(port),
                reading.poe().map(Poe::poweredOn).or(() -> Optional.of(reading.admin() == AdminStatus.UP)),
                reading.admin() + reading.poe().map(poe -> ", " + poe).orElse(""));
    }

    private static String messageOf(DeviceUnreachable e) {
        return Optional.ofNullable(e.getMessage()).orElse("the switch does not answer");
    }
}
