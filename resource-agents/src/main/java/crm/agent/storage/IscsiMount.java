package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.action.Description;
import crm.agent.action.OcfExit;
import crm.agent.action.Parameters;
import crm.agent.action.ServiceAgent;
import crm.agent.kernel.PidDescriptor;
import crm.agent.kernel.Vigil;
import crm.port.AgentCatalog.Metadata;
import crm.port.ResourceAgent.Watch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code crm:iscsi-mount}: a disk of an iSCSI target, reserved for this node and mounted. */
public final class IscsiMount implements ServiceAgent {

    private static final Logger LOG = LoggerFactory.getLogger(IscsiMount.class);

    private static final Metadata METADATA = new Description(
                    "iscsi-mount",
                    "A disk of an iSCSI target, reserved and mounted",
                    "Connects to a LUN, makes this node the only one that the target lets write (SCSI persistent "
                            + "reservation, write exclusive for registrants), checks the file system and mounts it.")
            .required("portal", "string", "The target's address, with :port if it is not 3260.")
            .required("target", "string", "The target's name (iqn.…).")
            .withDefault("lun", "integer", "1", "The LUN's number.")
            .required("directory", "string", "Where to mount it; made if it is not there.")
            .withDefault("fstype", "string", "ext4", "The file system.")
            .optional("options", "string", "Options for mount, separated by commas.")
            .withDefault(
                    "fsck",
                    "string",
                    "auto",
                    "Before mounting: auto replays the journal and repairs what is safe, never does nothing, force "
                            + "looks at everything and repairs all it can.")
            .withDefault(
                    "check",
                    "string",
                    "write",
                    "What a monitor tries: write puts a block into the file .crm-trial on the disk, read reads one, "
                            + "mounted looks no further.")
            .optional("initiator", "string", "This node's initiator name. Left out: iqn.2026-11.crm:NODE.")
            .withDefault(
                    "initiator_kind",
                    "string",
                    "auto",
                    "kernel (open-iscsi), user (qemu-storage-daemon), or auto: the kernel's if there is one.")
            .withDefault(
                    "reservation", "boolean", "true", "Whether to reserve the LUN; false only if the target cannot.")
            .optional(
                    "reservation_key",
                    "string",
                    "This node's key, up to 16 hexadecimal digits; must differ between nodes, so set it per node or "
                            + "not at all. Left out: made from the node's name.")
            .actions(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(20));

    /** How much of a stop's time is given to a proper unmounting before the disk is cut off. */
    private static final int PROPER_SHARE_PERCENT = 60;

    private static final Duration PROBING = Duration.ofSeconds(2);

    private final Path runDirectory;

    /** @param runDirectory for files that need not survive a boot */
    public IscsiMount(Path runDirectory) {
        this.runDirectory = runDirectory;
    }

    @Override
    public Metadata metadata() {
        return METADATA;
    }

    @Override
    public void start(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Filesystem filesystem = Filesystem.of(parameters);
        Initiator initiator = initiator(parameters, deadline);
        if (works(parameters, deadline)) {
            return;
        }
        stop(parameters, deadline);
        Path disk = initiator.connect(deadline);
        if (reserves(parameters)) {
            reserving(parameters).take(initiator.writingPath(deadline), deadline);
        }
        filesystem.makeWhole(disk, deadline);
        filesystem.mount(disk, initiator.mountOptions(), deadline);
    }

    private boolean works(Parameters parameters, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        try {
            monitor(parameters, deadline);
            return true;
        } catch (AgentFailure e) {
            if (e.exit() != OcfExit.NOT_RUNNING) {
                LOG.info("{} is started anew: {}", parameters.instance(), e.reason());
            }
            return false;
        }
    }

    @Override
    public void stop(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Filesystem filesystem = Filesystem.of(parameters);
        Initiator initiator = initiator(parameters, deadline);
        Optional<MountTable.Mount> mount = MountTable.read().on(filesystem.directory());
        if (mount.isPresent() && initiator.shows(mount.get())) {
            unmount(parameters, new Unmounting(filesystem.directory()), initiator, deadline);
        }
        initiator.disconnect(deadline);
    }

    /**
     * A disk that does not answer lets no one finish writing to it. Then the connection is cut first: nothing of this
     * node can reach the disk after that, which is what a stop must promise; what had not been acknowledged is lost.
     */
    private static void unmount(Parameters parameters, Unmounting unmounting, Initiator initiator, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Duration share = deadline.remaining().multipliedBy(PROPER_SHARE_PERCENT).dividedBy(100);
        try {
            unmounting.properly(deadline.within(share));
        } catch (TimeoutException e) {
            LOG.warn("{} is cut off from its disk: {}", parameters.instance(), e.getMessage());
            initiator.cut(deadline);
            unmounting.afterTheDiskIsGone(deadline);
        }
    }

    @Override
    public void monitor(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Filesystem filesystem = Filesystem.of(parameters);
        Initiator initiator = initiator(parameters, deadline);
        boolean connected = initiator.disk().isPresent();
        Optional<MountTable.Mount> mount = MountTable.read().on(filesystem.directory());
        boolean mounted = mount.isPresent() && initiator.shows(mount.get());
        if (!mounted && !connected) {
            throw AgentFailure.notRunning(filesystem.directory() + " is not mounted from this disk");
        }
        if (!mounted) {
            throw AgentFailure.broken("the disk is connected but not mounted on " + filesystem.directory());
        }
        if (!connected) {
            throw AgentFailure.broken(filesystem.directory() + " is mounted but its disk is no longer connected");
        }
        filesystem.tryOut(mount.get(), deadline);
        if (reserves(parameters)) {
            reserving(parameters).check(deadline);
        }
    }

    @Override
    public void validate(Parameters parameters) throws AgentFailure, IOException {
        Lun.of(parameters);
        Filesystem.of(parameters);
        parameters.choice("initiator_kind", "auto", "kernel", "user");
        reserves(parameters);
        key(parameters);
    }

    /** Tells when the initiator's process ends; the kernel's own initiator has none. */
    @Override
    public Optional<Watch> watch(Parameters parameters, Consumer<String> onTrouble) throws AgentFailure, IOException {
        Optional<PidDescriptor> held = new UserSpaceInitiator(Lun.of(parameters), prefix(parameters)).process();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Vigil vigil =
                Vigil.begin("watch " + parameters.instance(), List.of(held.get().descriptor()), _ -> {
                    onTrouble.accept("the initiator's process has ended");
                    return false;
                });
        return Optional.of(vigil::close);
    }

    private Initiator initiator(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, InterruptedException {
        Lun lun = Lun.of(parameters);
        boolean kernel = switch (parameters.choice("initiator_kind", "auto", "kernel", "user")) {
            case "kernel" -> true;
            case "user" -> false;
            default -> KernelInitiator.isThere(deadline.within(PROBING));
        };
        return kernel ? new KernelInitiator(lun, prefix(parameters)) : new UserSpaceInitiator(lun, prefix(parameters));
    }

    private static boolean reserves(Parameters parameters) throws AgentFailure {
        return parameters.choice("reservation", "true", "false").equals("true");
    }

    private static Reserving reserving(Parameters parameters) throws AgentFailure {
        return new Reserving(Lun.of(parameters), key(parameters));
    }

    private static long key(Parameters parameters) throws AgentFailure {
        Optional<String> given = parameters.text("reservation_key");
        return given.isPresent()
                ? ReservationKey.read(given.get())
                : ReservationKey.of(parameters.call().node());
    }

    private Path prefix(Parameters parameters) {
        return runDirectory.resolve(parameters.instance().toString());
    }
}
