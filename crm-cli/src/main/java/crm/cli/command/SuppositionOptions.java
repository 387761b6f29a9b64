package crm.cli.command;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command.Option;
import crm.cli.grammar.Parsing.Understood;
import crm.configuration.Configuration;
import crm.formats.cib.Times;
import crm.formats.simulate.Supposition;
import crm.formats.simulate.Supposition.TicketChange;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.OperationSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of {@code crm simulate} that suppose something, named as those of {@code crm_simulate} are. */
record SuppositionOptions(Understood<Act> given, Configuration configuration) {

    private static final Option NODE_FAIL = letter("--node-fail", "-f", "NODE", "Suppose that a node dies");
    private static final Option NODE_DOWN =
            letter("--node-down", "-d", "NODE", "Suppose that a node has left in good order");
    private static final Option NODE_UP = letter("--node-up", "-u", "NODE", "Suppose that a node is up");
    private static final Option NODE_STANDBY =
            Option.value("--node-standby", "NODE", "Suppose that a node is in standby");
    private static final Option NODE_ONLINE =
            Option.value("--node-online", "NODE", "Suppose that a node is not in standby");
    private static final Option OP_INJECT =
            letter("--op-inject", "-i", "OPERATION", "Suppose that an operation has just failed");
    private static final Option OP_FAIL =
            letter("--op-fail", "-F", "OPERATION", "Suppose that an operation fails when it is carried out");
    private static final Option QUORUM = Option.choice(
            "--quorum", "-q", List.of("held", "lost", "yes", "no"), "Suppose that there is quorum, or none");
    private static final Option TICKET_GRANT =
            letter("--ticket-grant", "-g", "TICKET", "Suppose that this site gets a ticket");
    private static final Option TICKET_REVOKE =
            letter("--ticket-revoke", "-r", "TICKET", "Suppose that this site loses a ticket");
    private static final Option TICKET_STANDBY =
            letter("--ticket-standby", "-b", "TICKET", "Suppose that a ticket is in standby");
    private static final Option TICKET_ACTIVATE =
            letter("--ticket-activate", "-e", "TICKET", "Suppose that a ticket is not in standby");

    static final List<Option> ALL = List.of(
            NODE_FAIL,
            NODE_DOWN,
            NODE_UP,
            NODE_STANDBY,
            NODE_ONLINE,
            OP_INJECT,
            OP_FAIL,
            QUORUM,
            TICKET_GRANT,
            TICKET_REVOKE,
            TICKET_STANDBY,
            TICKET_ACTIVATE);

    /** Whether something is supposed of the cluster as it is, and not only of what is done next. */
    static boolean changeWhatIs(Understood<Act> given) {
        return ALL.stream().anyMatch(option -> !option.equals(OP_FAIL) && given.has(option.name()));
    }

    private static final Pattern OPERATION = Pattern.compile(
            "(.+)_(start|stop|monitor|promote|demote|migrate_to|migrate_from|reload-agent)(?:_([0-9]+[a-z]*))?@([^@=]+)"
                    + "(?:=([0-9]{1,3}))?");

    private static Option letter(String name, String letter, String value, String summary) {
        return new Option(name, letter, value, List.of(), summary);
    }

    /** What is supposed: first of nodes, then of operations, quorum and tickets. */
    List<Supposition> read() throws Misuse {
        var all = new ArrayList<Supposition>();
        for (String name : values(NODE_DOWN)) {
            all.add(new Supposition.NodeLeaves(Session.nodeName(name)));
        }
        for (String name : values(NODE_UP)) {
            all.add(new Supposition.NodeComes(Session.nodeName(name)));
        }
        for (String name : values(NODE_FAIL)) {
            all.add(new Supposition.NodeDies(Session.nodeName(name)));
        }
        for (String name : values(NODE_STANDBY)) {
            all.add(new Supposition.NodeStandby(Session.nodeName(name), true));
        }
        for (String name : values(NODE_ONLINE)) {
            all.add(new Supposition.NodeStandby(Session.nodeName(name), false));
        }
        for (String written : values(OP_INJECT)) {
            all.add(new Supposition.OperationFailed(operation(written)));
        }
        for (String written : values(OP_FAIL)) {
            all.add(new Supposition.OperationFails(operation(written)));
        }
        given.option(QUORUM.name())
                .ifPresent(word -> all.add(new Supposition.QuorumIs(word.equals("held") || word.equals("yes"))));
        tickets(all, TICKET_GRANT, TicketChange.GRANTED);
        tickets(all, TICKET_REVOKE, TicketChange.REVOKED);
        tickets(all, TICKET_STANDBY, TicketChange.STANDBY);
        tickets(all, TICKET_ACTIVATE, TicketChange.ACTIVE);
        return all;
    }

    private List<String> values(Option option) {
        return given.option(option.name()).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private void tickets(List<Supposition> all, Option option, TicketChange change) {
        values(option).forEach(ticket -> all.add(new Supposition.TicketIs(ticket, change)));
    }

    private Supposition.Operation operation(String written) throws Misuse {
        Matcher parts = OPERATION.matcher(written);
        if (!parts.matches()) {
            throw new Misuse(
                    "'" + written + "' is no operation",
                    "write it like web_start@pi1, web_monitor_10s@pi1 or web_monitor_10s@pi1=7");
        }
        try {
            var instance = InstanceId.parse(parts.group(1));
            Optional<Duration> interval = Optional.ofNullable(parts.group(3)).flatMap(SuppositionOptions::interval);
            return new Supposition.Operation(
                    instance,
                    parts.group(2),
                    interval.orElseGet(() -> usualInterval(instance, parts.group(2))),
                    new NodeName(parts.group(4)),
                    parts.group(5) == null ? 1 : Integer.parseInt(parts.group(5)));
        } catch (IllegalArgumentException cannotBe) {
            throw new Misuse("'" + written + "' is no operation: " + cannotBe.getMessage(), "are the names right?");
        }
    }

    /** A bare number is milliseconds here, as in Pacemaker's names of operations. */
    private static Optional<Duration> interval(String text) {
        return text.chars().allMatch(Character::isDigit)
                ? Optional.of(Duration.ofMillis(Long.parseLong(text)))
                : Times.duration(text);
    }

    /** Who speaks of the monitor means the recurring one. */
    private Duration usualInterval(InstanceId instance, String task) {
        return configuration.operations(instance.resource()).stream()
                .filter(operation -> operation.name().equals(task))
                .map(OperationSpec::interval)
                .filter(interval -> !interval.isZero())
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
