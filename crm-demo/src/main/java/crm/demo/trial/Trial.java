package crm.demo.trial;

import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * What a table must bear. Each begins on a table where everything runs and may leave it in any state that hands and
 * {@code crm} can mend; whether what it bore was right is for the {@link Audit}s to say, and for the trial itself where it
 * alone knows. The first two groups are those of Pacemaker's own laboratory (its {@code cts} tests), split brain with
 * fencing on.
 */
public enum Trial {
    STOP_AND_START("one daemon leaves in good order and comes back", DaemonTrials::stopAndStart),
    STOP_AND_START_ONE_BY_ONE("every daemon in turn leaves and comes back", DaemonTrials::oneByOne),
    STOP_AND_START_ALL("all daemons leave at once and come back at once", DaemonTrials::allAtOnce),
    START_IN_ANY_ORDER("all daemons leave and come back one after the other, in any order", DaemonTrials::anyOrder),
    FLIP("any of the daemons leave, all come back", DaemonTrials::flip),
    PARTIAL_START("a machine loses its power while it starts", DaemonTrials::partialStart),
    DAEMON_KILLED("a daemon is killed", DaemonTrials::killed),
    WITHOUT_CONFIGURATION("a node comes back without its journal", DaemonTrials::withoutJournal),

    STANDBY("a node is put in standby and back", AdministratorTrials::standby),
    MAINTENANCE("a service fails during maintenance", AdministratorTrials::maintenance),
    REATTACH("every daemon is restarted under an unmanaged service", AdministratorTrials::reattach),
    RESOURCE_FAILS("a service fails", AdministratorTrials::resourceFails),
    MOVE("a service is moved", AdministratorTrials::move),
    FENCE("a node is fenced by hand", AdministratorTrials::fence),

    PULL("a cable is pulled", FaultTrials::pull),
    PANIC("a kernel panics", FaultTrials::panic),
    FREEZE("a machine stands still for a while", FaultTrials::freeze),
    SPLIT("a node is cut off from the others and their network", FaultTrials::split),
    NEAR_QUORUM("two of three nodes are lost", FaultTrials::nearQuorum),
    MAIN_PLUG("everything loses its power at once", FaultTrials::mainPlug),
    SWITCH_SILENT("a kernel panics while the switch does not answer", FaultTrials::switchSilent),
    STORAGE_CUT("the storage is cut off while it is written to", FaultTrials::storageCut),
    LOSSY("some of a node's packets are lost", NetworkTrials::lossy),
    MUTE("a node hears and is not heard", NetworkTrials::mute),
    DEAF("a node is heard and does not hear", NetworkTrials::deaf),
    SLOW("a node's packets are late, overtake each other, and some come twice or not at all", NetworkTrials::slow),
    DAEMON_STOPPED("a daemon stands still for a while", FaultTrials::daemonStopped),
    DISK_FULL("a disk takes nothing more", FaultTrials::diskFull),
    DISK_READ_ONLY("a disk is read-only", FaultTrials::diskReadOnly);

    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // A reference to a static method.
    private final Deed deed;

    Trial(String sentence, Deed deed) {
        this.sentence = sentence;
        this.deed = deed;
    }

    /** Does something to a table. */
    @FunctionalInterface
    interface Deed {
        void on(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException;
    }

    /** What happens, in words. */
    public String sentence() {
        return sentence;
    }

    void on(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        deed.on(table, chance);
    }
}
