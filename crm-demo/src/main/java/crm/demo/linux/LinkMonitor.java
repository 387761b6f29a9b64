package crm.demo.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells of every change of a link in this process's network namespace at the moment the kernel does (rtnetlink, by
 * {@code ip monitor}), whoever caused it: SNMP, a person with {@code ip}, the other end.
 */
public final class LinkMonitor implements AutoCloseable {
    private final Process monitor;
    private final CountDownLatch heard = new CountDownLatch(1);

    private LinkMonitor(Process monitor) {
        this.monitor = monitor;
    }

    /**
     * Starts to listen, and returns once it is certain that no later change is missed.
     *
     * @param listener called on a thread of the monitor's own, for every message; the same news may come twice
     * @param pokable a link of this namespace that may be given a new alias, to hear oneself
     */
    public static LinkMonitor start(String pokable, Consumer<LinkSeen> listener) {
        var command = List.of("ip", "-o", "monitor", "link");
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var monitor = new LinkMonitor(process);
            Thread.ofPlatform().name("link-monitor").daemon().start(() -> monitor.listen(listener));
            monitor.awaitFirst(command, pokable);
            return monitor;
        } catch (IOException failure) {
            throw new CommandFailed(command, "cannot be started: " + failure.getMessage());
        }
    }

    private void awaitFirst(List<String> command, String pokable) {
        try {
            for (int attempt = 0; attempt < 200; attempt++) {
                Shell.run("ip", "link", "set", "dev", pokable, "alias", "poke" + attempt);
                if (heard.await(50, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new CommandFailed(command, "reports nothing");
    }

    private void listen(Consumer<LinkSeen> listener) {
        try (var lines = new BufferedReader(new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.countDown();
                LinkSeen.parse(line).ifPresent(listener);
            }
        } catch (IOException closed) {
            // The monitor was closed: there is nothing more to hear.
        }
    }

    /** The links of this namespace now. */
    public static List<LinkSeen> present() {
        return Shell.run("ip", "-o", "link", "show")
                .lines()
                .flatMap(line -> LinkSeen.parse(line).stream())
                .toList();
    }

    @Override
    public void close() {
        monitor.destroy();
    }
}
