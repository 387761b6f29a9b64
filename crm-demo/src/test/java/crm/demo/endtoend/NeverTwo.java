package crm.demo.endtoend;

import crm.demo.command.TableUnderTest;
import crm.demo.linux.ProcessTree;
import crm.demo.table.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Looks all the time whether two living Pis have the address, or the disk. What is looked at first may be dead when the
 * second is: so life is asked last, and only the living count.
 */
final class NeverTwo implements AutoCloseable {
    private final TableUnderTest table;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private final Thread watcher;

    NeverTwo(TableUnderTest table) {
        this.table = table;
        this.watcher = Thread.ofPlatform().daemon().name("never-two").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                var mounts = having(this::mounted);
                var addresses = having(this::address);
                if (mounts.size() == 1 && addresses.equals(mounts)) {
                    looks.incrementAndGet();
                }
                if (mounts.size() > 1) {
                    seen.add("the disk is mounted on " + mounts);
                }
                if (addresses.size() > 1) {
                    seen.add("the address is on " + addresses);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException | IOException ended) {
            // The table is put away.
        }
    }

    private List<String> having(Predicate<Long> property) throws IOException {
        var first = new HashMap<String, Long>();
        for (var pi : Layout.PIS) {
            first.put(pi, table.look(pi).pid());
        }
        var having = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            if (first.getOrDefault(pi, 0L) != 0 && property.test(first.getOrDefault(pi, 0L))) {
                having.add(pi);
            }
        }
        if (having.size() > 1) {
            having.removeIf(pi -> !alive(first.getOrDefault(pi, 0L)));
        }
        return having;
    }

    private boolean mounted(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "mountinfo"))
                    .contains(" /srv/web ");
        } catch (IOException dead) {
            return false;
        }
    }

    private boolean address(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "net", "fib_trie"))
                    .contains(Layout.FLOATING_ADDRESS + "\n");
        } catch (IOException dead) {
            return false;
        }
    }

    private static boolean alive(long pid) {
        return Files.exists(Path.of("/proc", Long.toString(pid), "ns", "net")) && ProcessTree.lives(pid);
    }

    /** How often address and disk were seen together on one Pi: a watch that sees nothing at all proves nothing. */
    long sawOne() {
        return looks.getAndSet(0);
    }

    /** What was seen that must never be, since the last time this was asked. */
    List<String> sinned() {
        var sins = List.copyOf(seen);
        seen.clear();
        return sins;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
