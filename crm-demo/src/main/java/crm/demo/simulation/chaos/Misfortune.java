package crm.demo.simulation.chaos;

import java.time.Duration;

/** A fault and when it comes, counted from the moment at which the cluster was well. */
public record Misfortune(Duration after, Fault fault) {

    @Override
    public String toString() {
        return after.toMillis() + " ms: " + fault;
    }
}
