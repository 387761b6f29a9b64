package crm.demo.probe;

import java.util.Optional;

/**
 * How one request for the page ended.
 *
 * @param atMillis when, by the probe's own clock that began with it
 * @param node who answered well; empty if nobody did in time
 */
public record Answer(long atMillis, Optional<String> node) {}
