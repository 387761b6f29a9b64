package crm.display.button;

import java.time.Duration;

/**
 * What the lamp shows. A pin keeps its level when the kernel stops, so a lamp that does not blink says nothing but "dead";
 * it is dark most of the time, so that a dead one is most likely dark.
 */
public enum Lamp {
    /** Two short flashes a second, as a heart beats: the node lives and the cluster has quorum. */
    HEARTBEAT,

    /** Even flashes, four a second: the node lives and holds no quorum, so it runs nothing. */
    NO_QUORUM,

    /** Dark: the daemon has given no sign of life lately. */
    DEAD;

    /** Whether it is lit at this time. */
    boolean lit(Duration now) {
        long inSecond = Math.floorMod(now.toMillis(), 1000L);
        return switch (this) {
            case HEARTBEAT -> inSecond < 60 || (inSecond >= 200 && inSecond < 260);
            case NO_QUORUM -> inSecond % 250 < 100;
            case DEAD -> false;
        };
    }
}
