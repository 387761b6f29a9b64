package crm.demo.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a bad cable does to a frame.
 *
 * @param delayMillis how much later each arrives at least
 * @param jitterMillis how much more at most; two frames overtake each other when it is more than what lies between them
 * @param lostPercent how many do not arrive
 * @param twicePercent how many of the others arrive a second time
 */
record Slowness(int delayMillis, int jitterMillis, int lostPercent, int twicePercent) {
    private static final int ALL = 100;
    private static final long MICROS = 1_000;

    static Slowness drawn(int delayMax, int jitterMax, int percentMax, RandomGenerator chance) {
        return new Slowness(
                1 + chance.nextInt(delayMax),
                chance.nextInt(jitterMax + 1),
                chance.nextInt(percentMax + 1),
                chance.nextInt(percentMax + 1));
    }

    /** Reads what {@link #toString} wrote. */
    static Slowness parse(String text) {
        String[] numbers = text.split(",", -1);
        return new Slowness(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]));
    }

    /** After how many microseconds one frame arrives: never, once or twice. */
    List<Long> arrivals(RandomGenerator chance) {
        var arrivals = new ArrayList<Long>();
        if (chance.nextInt(ALL) >= lostPercent) {
            arrivals.add(micros(chance));
            if (chance.nextInt(ALL) < twicePercent) {
                arrivals.add(micros(chance));
            }
        }
        return arrivals;
    }

    private long micros(RandomGenerator chance) {
        return MICROS * delayMillis + chance.nextLong(MICROS * jitterMillis + 1);
    }

    @Override
    public String toString() {
        return delayMillis + "," + jitterMillis + "," + lostPercent + "," + twicePercent;
    }
}
