package crm.emulator.mikrotik;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which quirks a switch has at the moment. May be changed at any time, from any thread. */
public final class Quirks {

    /** How late {@link Quirk#SET_DELAYED} carries out a SET. */
    public static final Duration SET_DELAY = Duration.ofMillis(1_500);

    /** How long {@link Quirk#OPER_STATUS_LAGS} tells the old link state. */
    public static final Duration OPER_STATUS_LAG = Duration.ofSeconds(2);

    /** How long {@link Quirk#STALLS} answers nothing, and how long it then answers at once. */
    public static final Duration STALL = Duration.ofSeconds(3);

    private final Set<Quirk> active = ConcurrentHashMap.newKeySet();

    public void set(Quirk quirk, boolean on) {
        if (on) {
            active.add(quirk);
        } else {
            active.remove(quirk);
        }
    }

    public void clear() {
        active.clear();
    }

    public boolean has(Quirk quirk) {
        return active.contains(quirk);
    }

    /** The quirks it has now. */
    public Set<Quirk> active() {
        return Set.copyOf(active);
    }
}
