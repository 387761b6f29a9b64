package crm.formats.simulate;

import crm.formats.cib.Cib;
import crm.formats.pacemaker.ExecutionText;
import crm.formats.pacemaker.Graph;
import crm.formats.pacemaker.GraphXml;
import crm.formats.pacemaker.Listing;
import crm.formats.pacemaker.ScoresText;
import crm.formats.pacemaker.StatusText;
import crm.formats.pacemaker.SummaryText;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.policy.SchedulingInput;
import crm.state.ClusterState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** One run of the engine over a CIB, and what became of it. */
public final class Simulation {

    private static final DateTimeFormatter EXECUTION_DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private static final String NOT_VALIDATED = "Schema validation of configuration is disabled (support for "
            + "validate-with set to \"none\" is deprecated and will be removed in a future release)";

    private final Cib cib;
    private final Optional<AssumedTime> assumed;
    private final Instant now;
    private final Plan plan;

    private Simulation(Cib cib, Optional<AssumedTime> assumed, Instant clock) {
        this.cib = cib;
        this.assumed = assumed;
        this.now = assumed.map(AssumedTime::at).or(cib::executionDate).orElse(clock);
        this.plan = new Scheduler().plan(new SchedulingInput(cib.configuration(), cib.state(), now));
    }

    /**
     * The time to decide for.
     *
     * @param written as the person wrote it, for that is what is shown
     */
    public record AssumedTime(String written, Instant at) {}

    /**
     * Decides.
     *
     * @param assumed the time to decide for; absent means the one in the CIB, or the clock's
     */
    public static Simulation run(Cib cib, Optional<AssumedTime> assumed, Instant clock) {
        return new Simulation(cib, assumed, clock);
    }

    /** What the engine decided. */
    public Plan plan() {
        return plan;
    }

    /** The time it decided for. */
    public Instant now() {
        return now;
    }

    /** The state after the plan has been carried out. */
    public ClusterState after() {
        return SimulatedExecution.after(cib.state(), plan, now);
    }

    /** Status, summary, execution and status again, as {@code crm_simulate -S} prints them. */
    public String summary() {
        ClusterState after = after();
        Plan next = new Scheduler().plan(new SchedulingInput(cib.configuration(), after, now));
        Listing before = new Listing(plan, cib.state(), cib.configuration(), cib.descriptions(), true);
        Listing later = new Listing(next, after, cib.configuration(), cib.descriptions(), false);
        return (cib.validated() ? "" : NOT_VALIDATED + "\n")
                + time()
                + StatusText.preamble(before)
                + StatusText.of("Current cluster status", before)
                + "\n"
                + SummaryText.of(plan)
                + "\n"
                + ExecutionText.of(Graph.of(plan))
                + time()
                + "\n"
                + StatusText.of("Revised Cluster Status", later);
    }

    private String time() {
        return assumed.map(time -> "Setting effective cluster time: " + time.written() + "\n")
                .or(() -> cib.executionDate()
                        .map(at -> "Using the original execution date of: " + EXECUTION_DATE.format(at) + "\n"))
                .orElse("");
    }

    /** The transition graph as XML. */
    public String graph() {
        return GraphXml.of(plan, cib.configuration());
    }

    /** The scores. */
    public String scores() {
        return ScoresText.of(plan);
    }
}
