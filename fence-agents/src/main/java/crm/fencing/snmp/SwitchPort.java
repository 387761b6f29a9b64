package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.fencing.snmp.InterfaceTable.At;
import crm.fencing.snmp.InterfaceTable.NotOne;
import crm.fencing.snmp.PortReply.Absent;
import crm.fencing.snmp.PortReply.Nonsense;
import crm.fencing.snmp.PortReply.Reading;
import crm.fencing.snmp.PowerJudgement.Dark;
import crm.fencing.snmp.PowerJudgement.Lit;
import crm.fencing.snmp.PowerJudgement.Unclear;
import crm.fencing.snmp.PowerJudgement.Verdict;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.PowerProof.Evidence;
import java.time.Duration;
import java.util.OptionalInt;

/** The questions put to a switch about one port, in their order. */
final class SwitchPort {

    private static final Duration FIRST_LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration LAST_LOOK_AGAIN = Duration.ofMillis(100);

    private final String port;
    private final SwitchTables tables;
    private final PortBook book;
    private final PortControls controls;

    SwitchPort(String port, SwitchTables tables, PortBook book, PortControls controls) {
        this.port = port;
        this.tables = tables;
        this.book = book;
        this.controls = controls;
    }

    /** Looks only. */
    Verdict asFound(Deadline deadline) throws PortTrouble, DeviceUnreachable {
        // What was known before counts, so it is taken before the reading adds to it.
        Reading reading = locate(deadline);
        return PowerJudgement.asFound(port, reading, book.memory(port));
    }

    /**
     * Switches off and waits until it shows.
     *
     * @param settle how long the port may take to obey
     */
    Evidence off(Duration settle, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        Reading found = locate(deadline);
        if (PowerJudgement.afterOff(port, found, book.memory(port)) instanceof Dark already) {
            return already.evidence();
        }
        book.switchedOff(port);
        return controls.firstThatWorks(
                (control, first) -> off(control, first ? found : locate(deadline), settle, deadline), deadline);
    }

    /** Switches off by one way only. */
    Evidence off(PortControl control, Reading before, Duration settle, Deadline deadline)
            throws PortTrouble, DeviceUnreachable {
        control.set(before, AdminStatus.DOWN, deadline);
        Deadline settled = deadline.atMost(settle);
        Duration pause = FIRST_LOOK_AGAIN;
        while (true) {
            Reading after = readBack(before.ifIndex(), deadline);
            switch (PowerJudgement.afterOff(port, after, book.memory(port))) {
                case Dark dark -> {
                    return dark.evidence();
                }
                case Unclear unclear -> giveUpIfPassed(settled, unclear.why());
                case Lit lit -> giveUpIfPassed(settled, lit.what());
            }
            pause = sleep(pause, settled);
        }
    }

    /** Switches on and waits for the load to come back where that can be seen. */
    String on(Duration settle, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        return controls.firstThatWorks((control, first) -> on(control, settle, deadline), deadline);
    }

    /** Switches on by one way only. */
    String on(PortControl control, Duration settle, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        Reading before = locate(deadline);
        control.set(before, AdminStatus.UP, deadline);
        Deadline settled = deadline.atMost(settle);
        Duration pause = FIRST_LOOK_AGAIN;
        while (true) {
            Reading after = readBack(before.ifIndex(), deadline);
            boolean up = after.admin() == AdminStatus.UP;
            if (up && (after.poe().isEmpty() || after.poe().get().poweredOn())) {
                return port + " is on"
                        + after.poe().map(poe -> " (" + poe + ")").orElse("");
            }
            if (settled.passed()) {
                return notBack(after, up);
            }
            pause = sleep(pause, settled);
        }
    }

    private String notBack(Reading after, boolean up) throws PortTrouble {
        if (!up) {
            throw PortTrouble.notKnown(port + " was told to go on but says " + after.admin());
        }
        Poe poe = after.poe().orElseThrow();
        if (poe.word().equals("waiting-for-load")) {
            return port + " is on, but nothing draws power yet";
        }
        throw PortTrouble.notKnown(
                port + " is on but delivers no power (" + poe + "): switch its PoE on by hand, once");
    }

    /** Finds the port, and reads it in the same message as its names. */
    Reading locate(Deadline deadline) throws PortTrouble, DeviceUnreachable {
        OptionalInt known = book.lastIndex(port);
        if (known.isPresent()
                && tables.read(known.getAsInt(), deadline) instanceof Reading reading
                && reading.isCalled(port)) {
            return learn(reading);
        }
        book.lost(port);
        return switch (tables.walk(deadline).find(port)) {
            case NotOne notOne -> throw PortTrouble.refused(notOne.why());
            case At at -> learn(verified(tables.read(at.ifIndex(), deadline), at.ifIndex()));
        };
    }

    /** The port at that index after a SET; it must still be the same port. */
    private Reading readBack(int ifIndex, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        return switch (tables.read(ifIndex, deadline)) {
            case Reading reading when reading.isCalled(port) -> learn(reading);
            case Reading other -> throw lost("index " + ifIndex + " was " + port + " and is now " + other.names());
            case Absent absent ->
                throw lost("index " + absent.ifIndex() + " was " + port + " and does not exist any more");
            case Nonsense nonsense -> throw PortTrouble.notKnown(nonsense.why());
        };
    }

    private Reading verified(PortReply reply, int ifIndex) throws PortTrouble {
        return switch (reply) {
            case Reading reading when reading.isCalled(port) -> reading;
            case Reading other -> throw lost("index " + ifIndex + " should be " + port + " but is " + other.names());
            case Absent absent ->
                throw PortTrouble.refused("the switch has no interface at index " + absent.ifIndex() + " for " + port);
            case Nonsense nonsense -> throw PortTrouble.notKnown(nonsense.why());
        };
    }

    private PortTrouble lost(String why) {
        book.lost(port);
        return PortTrouble.notKnown(why);
    }

    private Reading learn(Reading reading) {
        book.foundAt(port, reading.ifIndex());
        book.saw(port, reading);
        return reading;
    }

    private static void giveUpIfPassed(Deadline settled, String why) throws PortTrouble {
        if (settled.passed()) {
            throw PortTrouble.notKnown(why);
        }
    }

    /** Waits, and returns how long to wait next time. */
    private static Duration sleep(Duration pause, Deadline settled) throws PortTrouble {
        Duration left = settled.left();
        try {
            Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PortTrouble.notKnown("interrupted while waiting for the switch");
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LAST_LOOK_AGAIN) < 0 ? next : LAST_LOOK_AGAIN;
    }
}
