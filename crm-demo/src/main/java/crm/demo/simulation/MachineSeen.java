package crm.demo.simulation;

/**
 * One machine at one moment, as somebody at the table sees it.
 *
 * @param plugged whether its cable is in
 * @param portUp whether the switch's port is on
 * @param fed whether the switch gives it power, should the cable be in
 * @param link whether the port has a link
 */
public record MachineSeen(boolean plugged, boolean portUp, boolean fed, boolean link, Doing doing) {

    /** What it does. */
    public enum Doing {
        DARK,
        BOOTING,
        RUNNING,
        FROZEN,
        PANICKED,
        /** Its daemon has ended, and nobody begins it again. */
        HALTED
    }
}
