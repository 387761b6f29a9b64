package crm.demo;

import crm.demo.probe.Answer;
import crm.demo.probe.Outages;
import crm.demo.probe.PageRequest;
import crm.demo.table.Layout;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code crm table probe}: a client that asks for the page every ten milliseconds and prints each outage. */
public final class ProbeMain {
    private static final int PERIOD_MILLIS = 10;
    private static final int ANSWER_LIMIT_MILLIS = 100;

    private ProbeMain() {}

    /**
     * @param arguments for how many seconds; none: until interrupted. {@code --raw} prints every answer instead,
     *     {@code --at ADDRESS:PORT} asks there and not at the floating address
     */
    public static void main(String[] arguments) throws InterruptedException {
        var words = new ArrayList<>(List.of(arguments));
        var raw = words.remove("--raw");
        var where = where(words);
        var end = words.isEmpty()
                ? Long.MAX_VALUE
                : System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(words.getFirst()));
        var answers = new LinkedBlockingQueue<Answer>();
        Thread.ofPlatform().daemon().name("asks").start(() -> askForEver(where, answers));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var outages = new Outages();
        var before = "";
        while (System.nanoTime() < end) {
            var answer = answers.poll(100, TimeUnit.MILLISECONDS);
            if (answer == null) {
                continue;
            }
            var node = answer.node().orElse("-");
            if (raw) {
                out.println(answer.atMillis() + " " + node);
                continue;
            }
            outages.add(answer)
                    .ifPresent(outage -> out.printf(
                            "%9.3f s  outage of %.3f s: %s, then %s%n",
                            outage.fromMillis() / 1000.0, outage.millis() / 1000.0, outage.before(), outage.after()));
            if (!node.equals("-") && !node.equals(before)) {
                out.printf("%9.3f s  %s answers%n", answer.atMillis() / 1000.0, node);
                before = node;
            }
        }
    }

    private static InetSocketAddress where(List<String> words) {
        var at = words.indexOf("--at");
        if (at < 0) {
            return new InetSocketAddress(Layout.FLOATING_ADDRESS, 80);
        }
        words.remove(at);
        var parts = words.remove(at).split(":", 2);
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    /** Starts a request every period and waits for none: a slow answer must not hide the next. */
    private static void askForEver(InetSocketAddress where, BlockingQueue<Answer> answers) {
        var request = new PageRequest(where, ANSWER_LIMIT_MILLIS);
        var begin = System.nanoTime();
        try {
            while (true) {
                Thread.ofVirtual().start(() -> {
                    var node = request.ask();
                    answers.add(new Answer((System.nanoTime() - begin) / 1_000_000, node));
                });
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
