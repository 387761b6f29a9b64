package crm.membership.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The directory that holds a journal, this daemon's until it is closed; an interface so that tests can break disks. */
interface JournalDirectory extends Closeable {

    /** Names of the files in it, sorted. */
    List<String> list() throws IOException;

    /** The whole of a file. */
    byte[] read(String name) throws IOException;

    /** Opens a file for appending at its end; makes it if there is none. */
    JournalFile open(String name) throws IOException;

    /** Gives a file another name, replacing the file that had it. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Makes new, renamed and deleted names safe against power loss. */
    void sync() throws IOException;

    /** Where it is, for messages to people. */
    String place();
}
