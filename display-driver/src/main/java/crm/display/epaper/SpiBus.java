package crm.display.epaper;

import java.io.IOException;

/** The serial bus to one device; the chip select line is the bus's business. */
public interface SpiBus {

    /** Sends bytes, each with its highest bit first. */
    void write(byte[] bytes) throws IOException;
}
