package crm.fencing.snmp;

import java.util.OptionalInt;

/**
 * A row of MikroTik's PoE table.
 *
 * @param status {@code mtxrPOEStatus}, a number that newer versions of RouterOS may extend
 * @param milliamperes what flows, if the table has that column
 */
record Poe(int status, OptionalInt milliamperes) {

    private static final int DISABLED = 1;
    private static final int WAITING_FOR_LOAD = 2;
    private static final int POWERED_ON = 3;

    /** Below this RouterOS itself says that the device must have a second source of power. */
    private static final int LEAST_LOAD_MILLIAMPERES = 10;

    /** The switch says that it gives this port power. */
    boolean poweredOn() {
        return status == POWERED_ON;
    }

    /** Power is given and taken: only this shows that the device lives by it. */
    boolean feeds() {
        return poweredOn() && (milliamperes.isEmpty() || draws());
    }

    /**
     * No power, and nothing that would bring it back by itself in a moment. After overload and short circuit a switch
     * tries again every few seconds; too low a current means that the device has another supply.
     */
    boolean dark() {
        return (status == DISABLED || status == WAITING_FOR_LOAD) && !draws();
    }

    private boolean draws() {
        return milliamperes.orElse(0) >= LEAST_LOAD_MILLIAMPERES;
    }

    /** The status in RouterOS's words. */
    String word() {
        return switch (status) {
            case DISABLED -> "disabled";
            case WAITING_FOR_LOAD -> "waiting-for-load";
            case POWERED_ON -> "powered-on";
            case 4 -> "overload";
            case 5 -> "short-circuit";
            case 6 -> "voltage-too-low";
            case 7 -> "current-too-low";
            case 8 -> "power-reset";
            default -> "status " + status;
        };
    }

    @Override
    public String toString() {
        return milliamperes.isPresent() ? word() + ", " + milliamperes.getAsInt() + " mA" : word();
    }
}
