package crm.state;

/** What the switch says of a cable. */
public enum LinkState {
    UP,
    DOWN
}
