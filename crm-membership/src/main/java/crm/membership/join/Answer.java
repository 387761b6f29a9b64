package crm.membership.join;

/** What a member answers to somebody who has proven that it has a token; sealed, so that nobody else can read it. */
sealed interface Answer permits Welcome, Answer.Refusal {

    /** The cluster does not let it in; {@code why} is for the person at the new node. */
    record Refusal(String why) implements Answer {}
}
