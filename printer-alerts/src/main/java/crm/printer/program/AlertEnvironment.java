package crm.printer.program;

import crm.model.AlertTarget;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The environment in which an alert agent is called, exactly as Pacemaker gives it (Pacemaker Explained, “Alerts”): up to
 * nineteen variables, and the instance attributes under their own names.
 *
 * @param version what {@code CRM_alert_version} says
 * @param zone in which {@code CRM_alert_timestamp} is written
 */
record AlertEnvironment(String version, ZoneId zone) {

    private static final String PREFIX = "CRM_alert_";

    /** Whether a target wants to be told of such an alert. */
    static boolean selects(AlertTarget target, ToldAlert alert) {
        List<String> kinds = target.kinds();
        boolean kind = kinds.isEmpty()
                ? alert.kind() != AlertKind.ATTRIBUTE
                : kinds.contains(alert.kind().filter());
        boolean attribute = alert.kind() != AlertKind.ATTRIBUTE
                || target.attributeNames().isEmpty()
                || target.attributeNames().contains(alert.variables().get("attribute_name"));
        return kind && attribute;
    }

    /**
     * The variables for one call.
     *
     * @param sequence counts the calls on this node
     */
    SequencedMap<String, String> of(ToldAlert alert, Call call, int sequence) {
        var variables = new LinkedHashMap<String, String>(call.attributes());
        variables.put(PREFIX + "kind", alert.kind().text());
        variables.put(PREFIX + "version", version);
        variables.put(PREFIX + "node_sequence", String.valueOf(sequence));
        call.recipient().ifPresent(recipient -> variables.put(PREFIX + "recipient", recipient.value()));
        call.timestampFormat().format(alert.at(), zone).ifPresent(time -> variables.put(PREFIX + "timestamp", time));
        variables.put(PREFIX + "timestamp_epoch", String.valueOf(alert.at().getEpochSecond()));
        variables.put(
                PREFIX + "timestamp_usec",
                String.format(Locale.ROOT, "%06d", alert.at().get(ChronoField.MICRO_OF_SECOND)));
        alert.variables().forEach((name, value) -> variables.put(PREFIX + name, value));
        return variables;
    }
}
