package crm.demo.table;

/**
 * A port of the switch, and the cable in it.
 *
 * @param name as the switch calls it, {@code ether1}…
 * @param occupant what the cable leads to
 * @param feeds whether this port can feed power (ether1 of the real switch cannot)
 * @param poeOut whether the switch lets it have power; RouterOS takes that away with the port, some switches do not
 * @param cable whether the cable is in
 * @param adminUp whether the port is switched on
 * @param carrier whether it has a link
 */
public record Port(
        String name, String occupant, boolean feeds, boolean poeOut, boolean cable, boolean adminUp, boolean carrier) {

    /** What the switch's power hardware makes of a port. */
    public enum Power {
        /** This port feeds nobody. */
        NONE,
        /** Switched off. */
        DISABLED,
        /** Ready to feed, and nothing there that wants power. */
        WAITING,
        FEEDING
    }

    /** @param mains whether the switch has power itself */
    public Power power(boolean mains) {
        if (!feeds) {
            return Power.NONE;
        }
        if (!mains || !poeOut) {
            return Power.DISABLED;
        }
        return cable ? Power.FEEDING : Power.WAITING;
    }

    Port withCable(boolean in) {
        return new Port(name, occupant, feeds, poeOut, in, adminUp, carrier);
    }

    Port withLink(boolean up, boolean alive) {
        return new Port(name, occupant, feeds, poeOut, cable, up, alive);
    }

    Port withPoeOut(boolean enabled) {
        return new Port(name, occupant, feeds, enabled, cable, adminUp, carrier);
    }
}
