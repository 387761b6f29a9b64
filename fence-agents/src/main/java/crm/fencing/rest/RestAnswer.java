package crm.fencing.rest;

/** What a switch answered over REST. Silence is no answer: see {@link crm.port.FencingDevice.DeviceUnreachable}. */
public sealed interface RestAnswer {

    /**
     * It did it.
     *
     * @param body JSON
     */
    record Done(String body) implements RestAnswer {}

    /** It will not. */
    record Denied(String why) implements RestAnswer {}
}
