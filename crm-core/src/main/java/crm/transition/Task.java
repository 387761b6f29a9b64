package crm.transition;

import java.util.Optional;

/** What an action does to an instance; the text is the agent's action name and Pacemaker's word. */
public enum Task {
    START("start"),
    STOP("stop"),
    PROMOTE("promote"),
    DEMOTE("demote"),
    MONITOR("monitor"),
    NOTIFY("notify"),
    MIGRATE_TO("migrate_to"),
    MIGRATE_FROM("migrate_from"),
    RELOAD_AGENT("reload-agent"),
    /** Forget a resource's history on a node. */
    DELETE("delete"),
    /** Cancel a recurring monitor. */
    CANCEL("cancel"),
    /** Reset a fail count. */
    CLEAR_FAIL_COUNT("clear_failcount");

    private final String text;

    Task(String text) {
        this.text = text;
    }

    /** Whether it changes what runs where, which is what people want to be told; the rest is housekeeping. */
    public boolean changesService() {
        return switch (this) {
            case START, STOP, PROMOTE, DEMOTE, MIGRATE_TO, MIGRATE_FROM, RELOAD_AGENT -> true;
            case MONITOR, NOTIFY, DELETE, CANCEL, CLEAR_FAIL_COUNT -> false;
        };
    }

    public static Optional<Task> parse(String text) {
        for (Task task : values()) {
            if (task.text.equals(text)) {
                return Optional.of(task);
            }
        }
        return Optional.empty();
    }

    /** What a person calls the deed behind a task or a milestone: that of {@code running} is the {@code start}. */
    static String deed(String task) {
        return switch (task) {
            case "running" -> "start";
            case "stopped" -> "stop";
            case "promoted", "promote" -> "promotion";
            case "demoted", "demote" -> "demotion";
            case "migrate_to", "migrate_from" -> "migration";
            default -> task;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
