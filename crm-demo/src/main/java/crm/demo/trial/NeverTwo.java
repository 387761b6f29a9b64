package crm.demo.trial;

import crm.demo.command.TableClient;
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

/**
 * Looks all the time whether two living Pis have the address, or the disk. What is looked at first may be dead when the
 * second is: so life is asked last, and only the living count.
 */
public final class NeverTwo implements AutoCloseable {
    private final TableClient table;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicLong looks = new AtomicLong();
    private final Thread watcher;

    NeverTwo(TableClient table) {
        this.table = table;
        this.watcher = Thread.ofPlatform().daemon().name("never-two").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                var mounts = having(Observed.DISK);
                var addresses = having(Observed.ADDRESS);
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

    private List<String> having(Observed what) throws IOException {
        var first = new HashMap<String, Long>();
        for (var pi : Layout.PIS) {
            first.put(pi, table.look().of(pi).pid());
        }
        var having = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            if (first.getOrDefault(pi, 0L) != 0 && what.at(first.getOrDefault(pi, 0L))) {
                having.add(pi);
            }
        }
        if (having.size() > 1) {
            having.removeIf(pi -> !alive(first.getOrDefault(pi, 0L)));
        }
        return having;
    }

    private static boolean alive(long pid) {
        return Files.exists(Path.of("/proc", Long.toString(pid), "ns", "net")) && ProcessTree.lives(pid);
    }

    /** How often address and disk were seen together on one Pi: a watch that sees nothing at all proves nothing. */
    public long sawOne() {
        return looks.getAndSet(0);
    }

    /** What was seen that must never be, since the last time this was asked. */
    public List<String> sinned() {
        var sins = List.copyOf(seen);
        seen.clear();
        return sins;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
