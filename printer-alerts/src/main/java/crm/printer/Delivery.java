package crm.printer;

/** How far a receipt got on its way to the paper. */
sealed interface Delivery {

    /** The printer has got all of it; {@code confirmed} if it said itself that it is on paper. */
    record Done(boolean confirmed) implements Delivery {}

    /** Nothing of it reached the printer. */
    record NotBegun(String why) implements Delivery {}

    /** Some of it may be on paper, and nobody knows how much. */
    record NotKnown(String why) implements Delivery {}
}
