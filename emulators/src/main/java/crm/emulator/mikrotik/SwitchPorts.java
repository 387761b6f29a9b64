package crm.emulator.mikrotik;

import java.util.List;
import java.util.Optional;

/**
 * The sockets of a switch and what is plugged into them. Called from several threads; an implementation must allow
 * that.
 */
public interface SwitchPorts {

    /** Every port as it is now, always in the same order: that of the front panel. */
    List<Port> ports();

    /** Connects a port to the network or separates it. Power is another matter: {@link #setPoeOut}. */
    void setAdmin(String port, boolean up);

    /** Lets a port deliver power to whatever asks for it, or cuts the power. Nothing happens on a port without PoE. */
    void setPoeOut(String port, boolean enabled);

    /** From now on tells the listener of each change of a link, at the moment it happens. */
    void onLinkChange(LinkListener listener);

    /** Hears of links that come and go. */
    @FunctionalInterface
    interface LinkListener {
        void linkChanged(String port, boolean up);
    }

    /**
     * One port.
     *
     * @param name as the switch calls it, such as {@code ether2}
     * @param comment what a person wrote beside it; may be empty
     * @param adminUp whether it was left on
     * @param linkUp whether something alive is at the other end of the cable
     * @param poe what its power supply does; empty if it cannot deliver power
     */
    record Port(String name, String comment, boolean adminUp, boolean linkUp, Optional<PoeOut> poe) {}

    /**
     * What a port's power supply does.
     *
     * @param decivolts tenths of a volt on the wire
     * @param milliamperes what the device at the other end draws
     */
    record PoeOut(PoeStatus status, int decivolts, int milliamperes) {

        /** Switched off. */
        public static final PoeOut OFF = new PoeOut(PoeStatus.DISABLED, 0, 0);

        /** Switched on, nothing draws power. */
        public static final PoeOut WAITING = new PoeOut(PoeStatus.WAITING_FOR_LOAD, 0, 0);

        /** Delivers power at 48 V. */
        public static PoeOut powering(int milliamperes) {
            return new PoeOut(PoeStatus.POWERED_ON, 480, milliamperes);
        }
    }

    /** {@code mtxrPOEStatus}. */
    enum PoeStatus {
        DISABLED(1),
        WAITING_FOR_LOAD(2),
        POWERED_ON(3),
        OVERLOAD(4),
        SHORT_CIRCUIT(5),
        VOLTAGE_TOO_LOW(6),
        CURRENT_TOO_LOW(7),
        POWER_RESET(8);

        private final int number;

        PoeStatus(int number) {
            this.number = number;
        }

        /** The number that the MIB gives it. */
        public int number() {
            return number;
        }
    }
}
