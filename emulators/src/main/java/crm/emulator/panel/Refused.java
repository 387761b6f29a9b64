package crm.emulator.panel;

/** The controller would not have understood this, or would have shown something else than was meant. */
public final class Refused extends RuntimeException {

    Refused(String why) {
        super(why);
    }
}
