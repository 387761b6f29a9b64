package crm.demo.simulation;

/**
 * What a switch does that it should not, as it reaches the cluster through the device's adapter. The same as those that
 * the emulated switch has, by what is left of them behind {@code crm.fencing.snmp}: an index that moved is found again
 * there, and is not seen here.
 */
public enum Quirk {
    /** It answers nothing. */
    SILENT,
    /** It says yes and does nothing; read back, the port is still on. */
    SET_IGNORED,
    /** It says yes and does it seconds later, perhaps after everybody has given up. */
    SET_DELAYED,
    /** The port goes down and goes on delivering power: the node runs and has no link. */
    POE_STAYS_ON,
    /** A port that comes up again delivers nothing. */
    POE_DOES_NOT_RETURN,
    /** The ports are not in its tables. */
    NO_SUCH_INSTANCE,
    /** Nobody may write. */
    AUTHORIZATION_ERROR,
    /** It answers three seconds later. */
    STALLS,
    /** It does what it is told, and its answer is lost. */
    REPLY_LOST,
    /** Its link states and its PoE table are those of seconds ago. */
    READS_LAG,
    /** The PoE table says that nothing flows while it does; only the link tells otherwise. */
    POE_READS_ZERO,
    TRAPS_LOST,
    TRAPS_DOUBLED
}
