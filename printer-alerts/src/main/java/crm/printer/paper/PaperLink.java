package crm.printer.paper;

import java.io.IOException;

/** An open way to a printer. A write may block for as long as the printer likes; close it from another thread to end it. */
public interface PaperLink extends AutoCloseable {

    void write(byte[] bytes) throws IOException;

    /**
     * Asks for the printer's state.
     *
     * @param question {@link PaperQuestion#NOW} or {@link PaperQuestion#ONCE_PRINTED}
     * @return {@link PaperState#SILENT} if no answer came, or none can come this way
     */
    PaperState ask(PaperQuestion question) throws IOException;

    @Override
    void close() throws IOException;
}
