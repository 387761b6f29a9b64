package crm.configuration;

import crm.model.OperationSpec;
import crm.model.Resource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks one primitive: its agent, its template and its operations. */
final class PrimitiveCheck {

    private static final List<String> STANDARDS = List.of("ocf", "systemd", "lsb", "service", "stonith", "crm");

    private final Configuration configuration;
    private final List<Problem> problems;

    PrimitiveCheck(Configuration configuration, List<Problem> problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    void run(Resource.Primitive primitive, String place) {
        String standard = primitive.agent().standard();
        if (!STANDARDS.contains(standard)) {
            problems.add(Problem.error(
                    place + " › agent",
                    "There is no agent class “" + standard + "”.",
                    ConfigurationCheck.suggestion(
                            standard, STANDARDS, "Use ocf, systemd, lsb, service, stonith or crm.")));
        }
        if (standard.equals("ocf") && primitive.agent().provider().isEmpty()) {
            problems.add(Problem.error(
                    place + " › agent",
                    "An ocf agent needs a provider.",
                    "Write ocf:heartbeat:" + primitive.agent().type() + ", if that is the one you mean."));
        }
        primitive.template().ifPresent(template -> template(template, place));
        operations(primitive, place);
        if (primitive.agent().isFencing()) {
            problems.addAll(WithoutEffect.device(primitive, place));
        }
    }

    private void template(String template, String place) {
        List<String> known =
                configuration.templates().stream().map(t -> t.id().value()).toList();
        if (!known.contains(template)) {
            problems.add(Problem.error(
                    place + " › template",
                    "There is no template called “" + template + "”.",
                    ConfigurationCheck.suggestion(template, known, "Define the template, or remove the reference.")));
        }
    }

    private record Slot(String name, Duration interval) {}

    private void operations(Resource.Primitive primitive, String above) {
        Set<Slot> seen = new HashSet<>();
        for (OperationSpec operation : primitive.operations()) {
            String place = above + " › operations › " + operation.name();
            new OptionCheck(problems).operation(operation.options(), place);
            if (!seen.add(new Slot(operation.name(), operation.interval()))) {
                problems.add(Problem.error(
                        place,
                        "The operation " + operation.name() + " is given twice with the same interval.",
                        "Give the second one another interval, even if only by a millisecond."));
            }
            if (operation.interval().isNegative()) {
                problems.add(
                        Problem.error(place, "An interval cannot be negative.", "Write a length of time such as 10s."));
            }
            boolean oneTime = List.of("start", "stop", "promote", "demote").contains(operation.name());
            if (oneTime && !operation.interval().isZero()) {
                problems.add(Problem.error(
                        place, "The operation " + operation.name() + " cannot recur.", "Remove its interval."));
            }
            if (operation.name().equals("stop")
                    && operation
                            .options()
                            .get("on-fail")
                            .filter("restart"::equals)
                            .isPresent()) {
                problems.add(Problem.error(
                        place + " › on-fail",
                        "A failed stop cannot be answered by a restart, which begins with a stop.",
                        "Write fence, block or ignore."));
            }
        }
        boolean stop = primitive.operations().stream().anyMatch(op -> op.name().equals("stop"));
        boolean any = !primitive.operations().isEmpty();
        if (any && !stop && !primitive.agent().isFencing()) {
            problems.add(Problem.warning(
                    above + " › operations",
                    "No timeout is set for stopping " + primitive.id() + "; after 20 s its node will be fenced.",
                    "Add a stop operation with the time it may take at most."));
        }
    }
}
