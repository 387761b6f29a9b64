package crm.cli.command;

import static crm.cli.grammar.Command.Kind.FILE;
import static crm.cli.grammar.Command.Parameter.optional;

import crm.cli.command.Act.Misuse;
import crm.cli.grammar.Command;
import crm.cli.grammar.Command.Option;
import crm.cli.grammar.Parsing.Understood;
import crm.cli.render.ReplyText;
import crm.cli.render.StoryText;
import crm.configuration.Problem;
import crm.control.Reply;
import crm.formats.cib.Cib;
import crm.formats.cib.Times;
import crm.formats.simulate.ActionChart;
import crm.formats.simulate.Course;
import crm.formats.simulate.DotDrawing;
import crm.formats.simulate.Simulation;
import crm.formats.simulate.Simulation.AssumedTime;
import crm.formats.simulate.Story;
import crm.formats.simulate.Suppose;
import crm.formats.simulate.Supposition;
import crm.formats.simulate.SvgDrawing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Playing the policy engine's decisions through: of the live cluster, of a file, or of a folder of files. */
final class SimulateCommands {

    private static final Option SCORES = Option.flag("--scores", "-s", "Print how much each resource wants each node");
    private static final Option GRAPH = Option.flag("--graph", "", "Print the transition graph as Pacemaker's XML");
    private static final Option DOT = Option.flag("--dot", "", "Print a drawing of the actions for Graphviz");
    private static final Option SVG = Option.flag("--svg", "", "Print a drawing of the actions as a picture");
    private static final Option PACEMAKER =
            Option.flag("--pacemaker", "-S", "Print what crm_simulate -S prints, line by line");
    private static final List<Option> VIEWS = List.of(SCORES, GRAPH, DOT, SVG, PACEMAKER);

    private SimulateCommands() {}

    static List<Command<Act>> all() {
        var options = new ArrayList<Option>(SuppositionOptions.ALL);
        options.addAll(VIEWS);
        options.add(SimulateBatch.TIME);
        options.add(SimulateBatch.BATCH);
        return List.of(Command.<Act>of(
                        "simulate",
                        "What the policy engine would do, why, and what would be where then",
                        new Act.OnFilesOrCluster(SimulateCommands::namesFiles, SimulateCommands::simulate),
                        optional("FILE", FILE))
                .options(options.toArray(Option[]::new))
                .details("""
                    Nothing is done. Without FILE it starts from the cluster as it is now; FILE is a CIB as Pacemaker
                    saves it, or a cluster file, which is taken as a cluster that has just come up and runs nothing.
                    Options suppose that something is otherwise; several names are written with commas between. An
                    OPERATION is written RESOURCE_TASK@NODE, RESOURCE_monitor_10s@NODE or, as Pacemaker does,
                    RESOURCE_TASK_MILLISECONDS@NODE, each with =EXITCODE after it if that is not 1.

                    With --batch it reads every CIB IN/NAME.xml, with further arguments in IN/NAME.args where a case
                    has some, and writes OUT/NAME.summary, OUT/NAME.exp and OUT/NAME.scores as crm_simulate prints
                    them. An input that cannot be read gets OUT/NAME.error; the rest go on, and the exit code is 1.\
                    """)
                .examples(
                        "crm simulate --node-fail pi1",
                        "crm simulate cluster.yaml --node-standby pi2 --op-fail web_start@pi3",
                        "crm simulate cib.xml --svg > plan.svg",
                        "crm simulate --batch cases answers --time milliseconds.tsv"));
    }

    private static boolean namesFiles(Understood<Act> given) {
        return given.argument("FILE").isPresent() || given.has(SimulateBatch.BATCH.name());
    }

    private static ExitCode simulate(Session session) throws Misuse {
        if (session.given().has(SimulateBatch.BATCH.name())) {
            return SimulateBatch.run(session);
        }
        Optional<AssumedTime> assumed = assumedTime(session);
        List<Option> views =
                VIEWS.stream().filter(view -> session.given().has(view.name())).toList();
        if (views.size() > 1) {
            throw new Misuse(
                    views.getFirst().name() + " and " + views.get(1).name() + " are two different outputs",
                    "ask for one at a time");
        }
        Instant clock = assumed.map(AssumedTime::at).orElse(session.clock().instant());
        SimulationInput input = SimulationInput.read(
                session, SuppositionOptions.changeWhatIs(session.given()) ? Optional.of(clock) : Optional.empty());
        if (input.cib().isEmpty()) {
            return session.say(input.reply());
        }
        warn(session, input.problems());
        Cib cib = input.cib().get();
        Instant now = assumed.map(AssumedTime::at).or(cib::executionDate).orElse(clock);
        List<Supposition> suppositions = new SuppositionOptions(session.given(), cib.configuration()).read();
        var supposed = Suppose.all(cib, suppositions, input.votesCounted(), now);
        if (!supposed.problems().isEmpty()) {
            return session.say(new Reply.Wrong(supposed.problems()));
        }
        return views.isEmpty()
                ? tell(session, supposed.cib(), suppositions, input, now)
                : view(session, views.getFirst(), Simulation.run(supposed.cib(), assumed, now), suppositions);
    }

    private static Optional<AssumedTime> assumedTime(Session session) throws Misuse {
        Optional<String> written = session.given().option(SimulateBatch.TIME.name());
        Optional<Instant> at = written.flatMap(Times::date);
        if (written.isPresent() && at.isEmpty()) {
            throw new Misuse(
                    "'" + written.get() + "' is no moment", "write it like 2026-11-21, or \"2026-11-21 16:00:00\"");
        }
        return at.map(moment -> new AssumedTime(written.orElseThrow(), moment));
    }

    private static void warn(Session session, List<Problem> problems) {
        if (!problems.isEmpty()) {
            session.terminal().err(new ReplyText(session.ink(), session.clock().getZone()).problems(problems));
        }
    }

    private static ExitCode tell(
            Session session, Cib cib, List<Supposition> suppositions, SimulationInput input, Instant now) {
        List<Supposition.Operation> failing = suppositions.stream()
                .flatMap(one -> one instanceof Supposition.OperationFails(var operation)
                        ? Stream.of(operation)
                        : Stream.empty())
                .toList();
        Story story = Story.of(Course.of(cib, failing, now), suppositions, now);
        session.terminal()
                .out(
                        switch (session.format()) {
                            case TEXT ->
                                new StoryText(session.ink(), session.clock().getZone()).text(story, input.remark());
                            case JSON -> Documents.json(story);
                            case XML -> Documents.xml(story);
                        });
        return ExitCode.OK;
    }

    private static ExitCode view(Session session, Option view, Simulation simulation, List<Supposition> suppositions) {
        var chart = ActionChart.of(simulation.plan().transition());
        String title = suppositions.isEmpty() ? "What would be done" : StoryText.supposing(suppositions);
        session.terminal().out(text(view, simulation, chart, title));
        return ExitCode.OK;
    }

    private static String text(Option view, Simulation simulation, ActionChart chart, String title) {
        return switch (view.name()) {
            case "--scores" -> simulation.scores();
            case "--graph" -> simulation.graph();
            case "--dot" -> DotDrawing.of(chart, title);
            case "--svg" -> SvgDrawing.of(chart, title);
            default -> simulation.summary();
        };
    }
}
