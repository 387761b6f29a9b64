package crm.display.epaper;

import java.io.IOException;

/** A line that the device drives. */
public interface InputPin {

    boolean high() throws IOException;
}
