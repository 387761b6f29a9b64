package crm.membership.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that grows at its end. */
interface JournalFile extends Closeable {

    /** Appends all bytes; if it fails, any number of them may have been appended. */
    void append(ByteBuffer bytes) throws IOException;

    /** Returns when everything appended is safe against power loss. */
    void sync() throws IOException;

    /** Cuts the file to this many bytes. */
    void truncate(long size) throws IOException;

    long size() throws IOException;
}
