package crm.demo.trial;

import crm.demo.table.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What chance decides in a trial. */
final class Choice {
    private Choice() {}

    static <T> T of(List<T> things, RandomGenerator chance) {
        return things.get(chance.nextInt(things.size()));
    }

    /** The Pis in any order. */
    static List<String> pis(RandomGenerator chance) {
        var left = new ArrayList<>(Layout.PIS);
        var order = new ArrayList<String>();
        while (!left.isEmpty()) {
            order.add(left.remove(chance.nextInt(left.size())));
        }
        return order;
    }

    /** Any Pi; every second time the one that has the service. */
    static String pi(WholeTable table, RandomGenerator chance) {
        var any = of(Layout.PIS, chance);
        return chance.nextBoolean() ? any : table.answering().orElse(any);
    }

    static Duration between(Duration least, Duration most, RandomGenerator chance) {
        return Duration.ofMillis(chance.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /** Lets up to that much time pass. */
    static void pause(Duration most, RandomGenerator chance) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(chance.nextLong(most.toMillis() + 1));
    }
}
