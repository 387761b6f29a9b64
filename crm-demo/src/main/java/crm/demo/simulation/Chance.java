package crm.demo.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A source of chance that is the same for the same seed and purpose, whatever else is drawn elsewhere. */
public final class Chance {

    private final SplittableRandom random;

    public Chance(long seed, String purpose) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L ^ purpose.hashCode() * 0xC2B2AE3D27D4EB4FL);
    }

    /** True with this probability. */
    public boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    /** A number from {@code least} to {@code most}, both included. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** As {@link #between}, with short ones as likely as long ones: from 10 to 60,000 half are below 800. */
    public int stretch(int least, int most) {
        double exponent = random.nextDouble();
        return (int) Math.round(least * Math.pow((double) most / least, exponent));
    }

    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Some of them, in their order; possibly none. */
    public <T> List<T> some(List<T> from) {
        var chosen = new ArrayList<T>();
        for (T one : from) {
            if (random.nextBoolean()) {
                chosen.add(one);
            }
        }
        return chosen;
    }
}
