package crm.model;

import java.time.Duration;

/**
 * An operation as the configuration describes it; anything it does not say is absent from {@code options} and decided
 * by defaults.
 *
 * @param name {@code start}, {@code stop}, {@code monitor}, …
 * @param interval zero for an operation that does not recur
 * @param options everything else the configuration says of it: {@code timeout}, {@code on-fail}, {@code role},
 *     {@code enabled}, {@code start-delay}, {@code record-pending}…, rules included
 * @param parameters instance attributes that hold for this operation only
 */
public record OperationSpec(String id, String name, Duration interval, Settings options, Settings parameters) {}
