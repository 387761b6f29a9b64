package crm.agent.process;

import java.util.Optional;

/**
 * A line of the process table ({@code /proc/PID/stat}).
 *
 * @param name as the kernel knows it, at most 15 characters
 * @param state {@code R}, {@code S}, {@code D}, {@code Z}…
 * @param started clock ticks since the machine's start; with the pid it names a process for ever
 */
public record ProcessEntry(int pid, String name, char state, int parent, int group, int session, long started) {

    /** Reads the file's content; the name may itself contain spaces and parentheses. */
    public static Optional<ProcessEntry> parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 1).strip().split(" ", -1);
        if (fields.length < 20) {
            return Optional.empty();
        }
        return Optional.of(new ProcessEntry(
                Integer.parseInt(stat.substring(0, open).strip()),
                stat.substring(open + 1, close),
                fields[0].charAt(0),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Long.parseLong(fields[19])));
    }

    /** Ended, even if its parent has not yet asked for its exit code. */
    public boolean ended() {
        return state == 'Z' || state == 'X';
    }
}
