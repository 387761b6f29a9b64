package crm.cli.command;

import static crm.cli.grammar.Command.Kind.NODE;
import static crm.cli.grammar.Command.Kind.NUMBER;
import static crm.cli.grammar.Command.Kind.RESOURCE;
import static crm.cli.grammar.Command.Kind.WORDS;
import static crm.cli.grammar.Command.Parameter.optional;
import static crm.cli.grammar.Command.Parameter.required;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.render.HistoryText;
import crm.cli.render.NodeTable;
import crm.cli.render.StatusText;
import crm.control.Reply;
import crm.control.Request;
import crm.formats.Nearest;
import crm.status.StatusView;
import java.util.List;

/** Commands that only look. */
final class StatusCommands {

    private static final int USUAL_INCIDENTS = 10;
    private static final int ALL_INCIDENTS = 10_000;

    /** The words of crmsh after {@code status} that mean something here, and those that only Pacemaker can fulfil. */
    private static final List<String> WORDS_KNOWN =
            List.of("bynode", "brief", "quiet", "noheaders", "full", "detail", "verbose", "inactive", "xml", "json");

    private StatusCommands() {}

    static List<Command<Act>> all() {
        return List.of(
                Command.<Act>of(
                                "status",
                                "The whole cluster at a glance",
                                ask(StatusCommands::status),
                                optional("WORD…", WORDS))
                        .details("""
                                Laid out as Pacemaker's crm_mon -1 -r does it; above it one sentence for everybody, and
                                what deserves attention. Words: bynode (ordered by node), brief (without summary and
                                history), noheaders, quiet (one sentence), xml, json.""")
                        .examples("crm status", "crm status bynode", "crm status --output json"),
                Command.<Act>of(
                                "explain|why",
                                "Why a resource is where it is, and why not elsewhere",
                                ask(StatusCommands::explain),
                                required("RESOURCE", RESOURCE))
                        .examples("crm explain web"),
                Command.<Act>of(
                                "history",
                                "What happened, incident by incident",
                                ask(StatusCommands::history),
                                optional("NUMBER", NUMBER))
                        .details("""
                                Without a number the last ten incidents, newest first; with one the whole story of that
                                incident: what was seen, proven, decided and done, with the time since its first sign.""")
                        .examples("crm history", "crm history 17"),
                Command.<Act>of(
                                "whatif pull",
                                "What would happen if a node lost its power now",
                                ask(StatusCommands::pull),
                                required("NODE", NODE))
                        .details("Nothing is done: the policy engine plays it through on what is known now.")
                        .examples("crm whatif pull pi2"));
    }

    private static Act ask(Act.Deed deed) {
        return new Act.Asks(deed);
    }

    private static ExitCode explain(Session session) throws Misuse {
        return session.say(session.ask(new Request.Explain(session.resource("RESOURCE"))));
    }

    private static ExitCode pull(Session session) throws Misuse {
        return session.say(session.ask(new Request.WhatIfLost(session.node("NODE"))));
    }

    private static ExitCode history(Session session) throws Misuse {
        if (session.given().argument("NUMBER").isEmpty()) {
            return session.say(session.ask(new Request.ShowHistory(USUAL_INCIDENTS)));
        }
        String typed = session.argument("NUMBER").replace("#", "");
        if (!typed.matches("[0-9]{1,9}")) {
            throw new Misuse("'" + typed + "' is not the number of an incident", "see the numbers with: crm history");
        }
        int number = Integer.parseInt(typed);
        Reply reply = session.ask(new Request.ShowHistory(ALL_INCIDENTS));
        if (!(reply instanceof Reply.History history)) {
            return session.say(reply);
        }
        var wanted =
                history.incidents().stream().filter(i -> i.number() == number).toList();
        if (wanted.isEmpty()) {
            return session.say(Reply.Failed.of(
                    Reply.Kind.NO_SUCH_THING, "No incident #" + number + " is remembered. See: crm history"));
        }
        if (session.format() == Session.Format.TEXT) {
            session.terminal()
                    .out(new HistoryText(session.ink(), session.clock().getZone()).story(wanted.getFirst()));
            return ExitCode.OK;
        }
        return session.say(new Reply.History(wanted));
    }

    private static ExitCode status(Session session) throws Misuse {
        List<String> words = session.given().rest();
        for (String word : words) {
            if (!WORDS_KNOWN.contains(word)) {
                throw new Misuse(
                        "'crm status' does not know the word '" + word + "'",
                        Nearest.to(word, WORDS_KNOWN)
                                .map(n -> "did you mean " + n + "?")
                                .orElse("it knows: " + String.join(", ", WORDS_KNOWN)));
            }
        }
        Reply reply = session.ask(new Request.ShowStatus());
        if (!(reply instanceof Reply.Status status)) {
            return session.say(reply);
        }
        if (words.contains("xml") || words.contains("json")) {
            session.terminal()
                    .out(
                            words.contains("xml")
                                    ? Documents.xml(reply, ExitCode.OK, "status")
                                    : Documents.json(reply, ExitCode.OK));
            return ExitCode.OK;
        }
        if (session.format() != Session.Format.TEXT) {
            return session.say(reply);
        }
        session.terminal().out(text(session, status.view(), words));
        return ExitCode.OK;
    }

    private static String text(Session session, StatusView view, List<String> words) {
        var text = new StatusText(view, session.ink(), session.clock().getZone());
        if (words.contains("quiet")) {
            return text.text(List.of(StatusText.Part.HEADLINE));
        }
        if (words.contains("bynode")) {
            return text.text(List.of(StatusText.Part.HEADLINE, StatusText.Part.SUMMARY))
                    + "\n"
                    + new NodeTable(view, session.ink()).text();
        }
        if (words.contains("brief")) {
            return text.text(List.of(StatusText.Part.HEADLINE, StatusText.Part.NODES, StatusText.Part.RESOURCES));
        }
        if (words.contains("noheaders")) {
            return text.text(List.of(StatusText.Part.NODES, StatusText.Part.RESOURCES, StatusText.Part.TROUBLE));
        }
        return text.text();
    }
}
