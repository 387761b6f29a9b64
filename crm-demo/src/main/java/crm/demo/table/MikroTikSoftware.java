package crm.demo.table;

import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The emulated MikroTik switch on the table's ports. Started and stopped by the table's loop only. */
public final class MikroTikSoftware implements SwitchSoftware {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(Layout.SWITCH_ADDRESS, 161);
    private static final int TRAP_PORT = 162;
    /** As trap-community of the real switch. */
    private static final String TRAP_COMMUNITY = "public";

    private final TablePorts ports;
    /** Survive a restart of the agent; read by whoever looks at the table. */
    private final Set<Quirk> quirks = new ConcurrentSkipListSet<>();

    private @Nullable SwitchAgent agent;

    public MikroTikSoftware(TablePorts ports) {
        this.ports = ports;
    }

    @Override
    public void start() {
        if (agent != null) {
            return;
        }
        try {
            var fresh = new SwitchAgent(ports, SwitchAccess.usual(), ADDRESS);
            quirks.forEach(quirk -> fresh.quirks().set(quirk, true));
            fresh.sendTrapsTo(trapTargets(), TRAP_COMMUNITY);
            fresh.start();
            agent = fresh;
        } catch (IOException failure) {
            throw new UncheckedIOException("the switch's SNMP agent does not start", failure);
        }
    }

    private static List<InetSocketAddress> trapTargets() {
        return Layout.PIS.stream()
                .map(pi -> new InetSocketAddress(Layout.addressOf(pi), TRAP_PORT))
                .toList();
    }

    @Override
    public void stop() {
        var running = agent;
        agent = null;
        if (running == null) {
            return;
        }
        ports.forgetListeners();
        try {
            running.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the switch's SNMP agent does not stop", failure);
        }
    }

    @Override
    public void quirk(String name, boolean on) {
        var quirk = Arrays.stream(Quirk.values())
                .filter(known -> spelled(known).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the switch has no quirk \"" + name + "\", but "
                        + Arrays.stream(Quirk.values())
                                .map(MikroTikSoftware::spelled)
                                .collect(Collectors.joining(", "))));
        if (on) {
            quirks.add(quirk);
        } else {
            quirks.remove(quirk);
        }
        if (agent != null) {
            agent.quirks().set(quirk, on);
        }
    }

    @Override
    public List<String> quirks() {
        return quirks.stream().map(MikroTikSoftware::spelled).toList();
    }

    private static String spelled(Quirk quirk) {
        return quirk.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
