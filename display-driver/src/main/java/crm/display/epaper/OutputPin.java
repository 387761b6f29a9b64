package crm.display.epaper;

import java.io.IOException;

/** A line that we drive. */
public interface OutputPin {

    void set(boolean high) throws IOException;
}
