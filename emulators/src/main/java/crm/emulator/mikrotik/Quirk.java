package crm.emulator.mikrotik;

/** A way in which a real switch was seen, or must be feared, to differ from what its manual promises. */
public enum Quirk {
    /** A SET of {@code ifAdminStatus} is answered with success, and nothing happens. */
    SET_IGNORED,
    /** A SET of {@code ifAdminStatus} is answered at once and carried out seconds later. */
    SET_DELAYED,
    /** {@code ifOperStatus} goes on telling the old link state for seconds. */
    OPER_STATUS_LAGS,
    /** A port that goes administratively down goes on delivering power. */
    POE_STAYS_ON,
    /** A port that comes administratively up again delivers no power. */
    POE_DOES_NOT_RETURN,
    /** The interfaces' rows are gone: {@code noSuchInstance} for every column. */
    NO_SUCH_INSTANCE,
    /** Every SET is answered with {@code authorizationError}. */
    AUTHORIZATION_ERROR,
    /** Now and then the agent answers nothing for three seconds, and then everything that was asked meanwhile. */
    STALLS,
    /** Each request is carried out, but the first answer to it is lost; a repetition is answered. */
    FIRST_REPLY_LOST,
    /** A module was put into the SFP cage and took an index: every port after the first is one further. */
    INDEX_MOVED,
    /** Traps do not arrive. */
    TRAPS_LOST,
    /** Each trap arrives twice. */
    TRAPS_DOUBLED,
    /** The PoE table says "waiting for load" and zero volts, amperes and watts while power flows. */
    POE_READS_ZERO
}
