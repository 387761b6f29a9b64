package crm.demo.table;

import java.util.List;

/** What runs on the switch itself: its SNMP agent. */
public interface SwitchSoftware {

    /** Begins to answer; nothing happens if it does already. */
    void start();

    /** Answers nothing any more. */
    void stop();

    /**
     * Takes on one of the misbehaviours of real switches, or gives it up.
     *
     * @throws IllegalArgumentException with the names of all, if it knows none of that name
     */
    void quirk(String name, boolean on);

    /** The misbehaviours it has now. */
    List<String> quirks();
}
