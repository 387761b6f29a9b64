package crm.transition;

/**
 * Why something is decided, as data. {@link #sentence()} says it to a person: plain words, subject first, no scores.
 */
public sealed interface Reason permits ActionReason, PlacementReason, ObstacleReason {

    /** One plain sentence without a full stop. */
    String sentence();
}
