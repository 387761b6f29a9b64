package crm.demo.trial;

import crm.demo.table.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the table serves, seen in the machines themselves; nobody's word is taken for it. */
public enum Observed {
    ADDRESS("net/fib_trie", Layout.FLOATING_ADDRESS + "\n"),
    DISK("mountinfo", " /srv/web "),
    /** A socket that listens at port 80 of any address. */
    SERVER("net/tcp", " 00000000:0050 00000000:0000 0A ");

    private final String file;
    private final String text;

    Observed(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Whether the machine whose process 1 has this number outside has it; a dead machine has nothing. */
    boolean at(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid)).resolve(file))
                    .contains(text);
        } catch (IOException dead) {
            return false;
        }
    }

    /** The Pis that have it, looked at one after the other. */
    List<String> where(WholeTable table) throws IOException {
        var having = new ArrayList<String>();
        for (var pi : Layout.PIS) {
            var pid = table.look(pi).pid();
            if (pid != 0 && at(pid)) {
                having.add(pi);
            }
        }
        return having;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
