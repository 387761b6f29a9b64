package crm.cli.command;

import crm.control.Reply;

/** How a command ended, in the numbers of Pacemaker's tools. */
public enum ExitCode {
    OK(0, "OK"),
    ERROR(1, "Error occurred"),
    USAGE(64, "Incorrect usage"),
    UNAVAILABLE(69, "Service unavailable"),
    NOT_KNOWN(75, "Temporary failure, try again"),
    NOT_PERMITTED(77, "Insufficient privileges"),
    CONFIGURATION(78, "Invalid configuration"),
    NO_SUCH_THING(105, "No such object"),
    NO_QUORUM(106, "Quorum is required"),
    UNSAFE(107, "Operation not safe"),
    NO_LEADER(114, "DC is not yet elected"),
    TIMED_OUT(124, "Timeout occurred");

    private final int code;
    private final String text;

    ExitCode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** The code of a last reply. */
    static ExitCode of(Reply reply) {
        return switch (reply) {
            case Reply.Failed failed -> of(failed.kind());
            case Reply.Wrong _ -> CONFIGURATION;
            case Reply.Progress _,
                    Reply.Done _,
                    Reply.Status _,
                    Reply.ShownConfiguration _,
                    Reply.Explanations _,
                    Reply.Forecast _,
                    Reply.Situation _,
                    Reply.History _,
                    Reply.FencingShown _,
                    Reply.TokenIssued _,
                    Reply.Receipts _ -> OK;
        };
    }

    private static ExitCode of(Reply.Kind kind) {
        return switch (kind) {
            case ERROR -> ERROR;
            case NOT_PERMITTED -> NOT_PERMITTED;
            case NO_SUCH_THING -> NO_SUCH_THING;
            case NO_QUORUM -> NO_QUORUM;
            case NO_LEADER -> NO_LEADER;
            case UNSAFE -> UNSAFE;
            case TIMED_OUT -> TIMED_OUT;
        };
    }
}
