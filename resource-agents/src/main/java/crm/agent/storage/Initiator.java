package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.kernel.PidDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What connects this node to a LUN and shows it as a disk. */
interface Initiator {

    /** Connects, if that is not so yet; the disk. */
    Path connect(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException;

    /** The disk, if it is connected. */
    Optional<Path> disk() throws IOException, InterruptedException;

    /** Whether what is mounted is this disk. */
    boolean shows(MountTable.Mount mount) throws IOException;

    /** Commands on the very path by which data is written. */
    Reserving.WritingPath writingPath(Deadline deadline);

    /** What {@code mount} needs to know besides. */
    List<String> mountOptions();

    /** Ends the connection; nothing written from this node reaches the disk any more once this returns. */
    void disconnect(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException;

    /** Ends the connection at once, whatever is in progress, so that those who wait for the disk get an error. */
    void cut(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException;

    /** The process that must live for the disk to work, where it is one. */
    Optional<PidDescriptor> process() throws IOException;
}
