package crm.membership.journal;

import java.io.IOException;

/**
 * What is on disk is not what was written there, in a place where a power loss cannot be the reason. Going on would
 * break promises made to other nodes; the message says what a person can do.
 */
public final class JournalCorrupt extends IOException {
    private static final long serialVersionUID = 1L;

    JournalCorrupt(String directory, String file, long offset, String what) {
        super("The journal is damaged: " + directory + "/" + file + " at byte " + offset + ": " + what
                + ". If the other nodes are well, stop this daemon, delete " + directory
                + " and start it again: it takes everything from the others. Check this node's disk first.");
    }
}
