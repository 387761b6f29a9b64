package crm.demo.linux;

import java.util.List;

/** A command of the operating system that did not do what it was asked to, or did not end in time. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailed(List<String> command, String why) {
        super(String.join(" ", command) + ": " + why);
    }
}
