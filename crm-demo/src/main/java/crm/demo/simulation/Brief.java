package crm.demo.simulation;

import crm.journal.Entry;

/** Entries in the few words that a transcript has room for. */
final class Brief {

    private Brief() {}

    static String of(Entry entry) {
        String kind = entry.getClass().getSimpleName();
        return kind
                + switch (entry) {
                    case Entry.OperationEnded e ->
                        " " + e.operation().instance() + " " + e.operation().task() + "_"
                                + e.operation().interval().toMillis() + " on "
                                + e.operation().node() + " = "
                                + e.operation().exitCode() + " "
                                + e.operation().status() + " of life " + e.incarnation();
                    case Entry.ConfigurationChanged e -> " " + e.summary();
                    case Entry.TransitionBegun e ->
                        " " + e.term() + ":" + e.number() + " " + e.orders() + " because " + e.causes();
                    case Entry.TransitionEnded e -> " " + e.term() + ":" + e.number();
                    case Entry.LeadershipTaken e -> " " + e.leader() + " " + e.term();
                    case Entry.NodeJoined e -> " " + e.node() + " life " + e.incarnation();
                    case Entry.NodeLost e -> " " + e.node() + " life " + e.incarnation() + ": " + e.evidence();
                    case Entry.NodeFenced e ->
                        " " + e.node() + " life " + e.incarnation() + ": "
                                + e.proof().evidence();
                    case Entry.FencingRequested e -> " " + e.node() + " life " + e.incarnation();
                    default -> " " + entry;
                };
    }
}
