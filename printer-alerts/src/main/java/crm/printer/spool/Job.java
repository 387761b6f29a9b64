package crm.printer.spool;

import java.time.Instant;

/**
 * A receipt that waits for paper.
 *
 * @param number of the receipt; jobs are printed in this order
 * @param hash of the receipt, 64 hexadecimal digits
 * @param written when it could have been printed at the earliest
 * @param state how far it got
 */
public record Job(int number, String hash, Instant written, State state) {

    /** How far a job got. The names are the endings of its file. */
    public enum State {
        /** It is not decided yet whether it is to be printed. */
        HELD,
        /** Nothing of it was sent. */
        WAITING,
        /** It was begun; unless it ends as printed, nobody knows how much of it is on paper. */
        SENDING,
        PRINTED
    }
}
