package crm.transition;

import java.time.Duration;

/** How something asked of the outside ended. A timeout means that nobody knows, never that it did not happen. */
public sealed interface Outcome {

    /** It was done. */
    record Succeeded(String detail) implements Outcome {}

    /** It was not done, and this is why. */
    record Failed(String why) implements Outcome {}

    /** No answer within the limit. */
    record TimedOut(Duration limit) implements Outcome {}
}
