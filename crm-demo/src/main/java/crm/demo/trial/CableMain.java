package crm.demo.trial;

import crm.agent.kernel.KernelException;
import crm.agent.kernel.NetworkLink;
import crm.agent.kernel.PacketSocket;
import crm.agent.kernel.RouteSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A bad cable between two interfaces of this network namespace: {@code CableMain ONE OTHER SLOWNESS SEED}. Every frame that
 * arrives at one leaves by the other, later by an amount of its own, so that some overtake others; some do not come through,
 * some twice. It says {@code ready}, and ends with its standard input.
 */
final class CableMain {

    /** So often is looked whether it is to end. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Slowness slowness;
    private final ScheduledExecutorService onTheWay;

    private CableMain(Slowness slowness, ScheduledExecutorService onTheWay) {
        this.slowness = slowness;
        this.onTheWay = onTheWay;
    }

    public static void main(String... arguments) throws IOException {
        var slowness = Slowness.parse(arguments[2]);
        var chance = new SplittableRandom(Long.parseLong(arguments[3]));
        try (var one = PacketSocket.openForAll(link(arguments[0]));
                var other = PacketSocket.openForAll(link(arguments[1]));
                var onTheWay = new ScheduledThreadPoolExecutor(1)) {
            var cable = new CableMain(slowness, onTheWay);
            cable.carry(one, other, chance.split());
            cable.carry(other, one, chance.split());
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // Until whoever laid the cable takes it away, or is no more.
            }
            System.exit(0);
        }
    }

    private static NetworkLink link(String name) throws IOException {
        try (var route = RouteSocket.open()) {
            return route.links().stream()
                    .filter(link -> link.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no interface " + name + " here"));
        }
    }

    private void carry(PacketSocket from, PacketSocket to, RandomGenerator chance) {
        Thread.ofPlatform().daemon().start(() -> {
            while (true) {
                try {
                    from.receive(LOOK).ifPresent(frame -> send(frame, to, chance));
                } catch (KernelException portWithoutPower) {
                    // Nothing arrives until it is up again.
                }
            }
        });
    }

    private void send(byte[] frame, PacketSocket to, RandomGenerator chance) {
        for (long micros : slowness.arrivals(chance)) {
            var _ = onTheWay.schedule(() -> arrive(frame, to), micros, TimeUnit.MICROSECONDS);
        }
    }

    private static void arrive(byte[] frame, PacketSocket to) {
        try {
            to.send(frame);
        } catch (KernelException portWithoutPower) {
            // As with any cable whose other end is dead: the frame is lost.
        }
    }
}
