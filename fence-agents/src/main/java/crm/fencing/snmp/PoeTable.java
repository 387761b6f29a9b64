package crm.fencing.snmp;

/** What is expected of the switch's table of delivered power. */
public enum PoeTable {
    /** Used once it was seen for a port; from then on it must stay. */
    AUTO,
    /** The switch has one; a port that is not in it proves nothing. */
    REQUIRED,
    /** The switch has none, or one that must not be trusted. */
    IGNORED
}
