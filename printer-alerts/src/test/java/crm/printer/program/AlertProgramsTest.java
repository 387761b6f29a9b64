package crm.printer.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.alert.Alert;
import crm.model.AgentId;
import crm.model.AlertTarget;
import crm.model.AlertTarget.Recipient;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Settings;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertProgramsTest {

    private static final Instant AT = Instant.parse("2026-11-21T12:03:22.001234Z");
    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final AlertPrograms programs =
            new AlertPrograms("0.1.0", ZoneOffset.UTC, node -> node.equals(PI1) ? "1" : "2", AgentUser.SELF);

    @AfterEach
    void close() {
        programs.close();
    }

    @Test
    void tellsOfANodeWithExactlyPacemakersVariables() throws Exception {
        programs.tell(new Alert.NodeLost("17", AT, PI1, false), List.of(recorder("all", List.of())));
        assertEquals(
                new TreeMap<>(Map.ofEntries(
                        Map.entry("CRM_alert_desc", "lost"),
                        Map.entry("CRM_alert_kind", "node"),
                        Map.entry("CRM_alert_node", "pi1"),
                        Map.entry("CRM_alert_node_sequence", "1"),
                        Map.entry("CRM_alert_nodeid", "1"),
                        Map.entry("CRM_alert_recipient", directory + "/all"),
                        Map.entry("CRM_alert_timestamp", "12:03:22.001234"),
                        Map.entry("CRM_alert_timestamp_epoch", "1795262602"),
                        Map.entry("CRM_alert_timestamp_usec", "001234"),
                        Map.entry("CRM_alert_version", "0.1.0"))),
                told(0));
    }

    @Test
    void tellsOfFencingWithTargetTaskResultAndASentence() throws Exception {
        programs.tell(
                new Alert.Fencing("18", AT, PI2, "reboot", PI1, false, "the switch does not answer"),
                List.of(recorder("all", List.of())));
        Map<String, String> told = told(0);
        assertEquals("fencing", told.get("CRM_alert_kind"));
        assertEquals("pi2", told.get("CRM_alert_node"));
        assertEquals("reboot", told.get("CRM_alert_task"));
        assertEquals("1", told.get("CRM_alert_rc"));
        assertEquals(
                "Operation reboot of pi2 by pi1 for crm@pi1: failed (the switch does not answer) (ref=18)",
                told.get("CRM_alert_desc"));
        assertFalse(told.containsKey("CRM_alert_nodeid"));
    }

    @Test
    void tellsOfAResourceWithTimesInMilliseconds() throws Exception {
        programs.tell(
                new Alert.ResourceOperation("19", AT, operation(ExecutionStatus.DONE, 7)),
                List.of(recorder("all", List.of())));
        Map<String, String> told = told(0);
        assertEquals("resource", told.get("CRM_alert_kind"));
        assertEquals("web", told.get("CRM_alert_rsc"));
        assertEquals("monitor", told.get("CRM_alert_task"));
        assertEquals("10000", told.get("CRM_alert_interval"));
        assertEquals("0", told.get("CRM_alert_target_rc"));
        assertEquals("0", told.get("CRM_alert_status"));
        assertEquals("7", told.get("CRM_alert_rc"));
        assertEquals("1250", told.get("CRM_alert_exec_time"));
        assertEquals("Not running", told.get("CRM_alert_desc"));
    }

    @Test
    void describesAnOperationThatDidNotEndByItsStatus() throws Exception {
        programs.tell(
                new Alert.ResourceOperation("20", AT, operation(ExecutionStatus.TIMED_OUT, 1)),
                List.of(recorder("all", List.of())));
        assertEquals("Timed out", told(0).get("CRM_alert_desc"));
        assertEquals("2", told(0).get("CRM_alert_status"));
    }

    @Test
    void tellsOfAttributesOnlyThoseWhoAsked() throws Exception {
        var changed = new Alert.AttributeChanged("21", AT, PI1, "pingd", Optional.of("100"));
        var other = new Alert.AttributeChanged("22", AT, PI1, "load", Optional.of("3"));
        AlertTarget everything = recorder("all", List.of());
        AlertTarget pingd = withAttributes(recorder("ping", List.of("attributes")), List.of("pingd"));
        programs.tell(changed, List.of(everything, pingd));
        programs.tell(other, List.of(everything, pingd));
        programs.tell(new Alert.NodeJoined("23", AT, PI1), List.of(everything, pingd));
        assertEquals("member", told("all", 0).get("CRM_alert_desc"));
        Map<String, String> attribute = told("ping", 0);
        assertEquals("pingd", attribute.get("CRM_alert_attribute_name"));
        assertEquals("100", attribute.get("CRM_alert_attribute_value"));
        assertEquals("1", attribute.get("CRM_alert_nodeid"));
        assertFalse(attribute.containsKey("CRM_alert_desc"));
        assertEquals(1, calls());
    }

    @Test
    void tellsEachHappeningOnceAndInOrder() throws Exception {
        AlertTarget target = recorder("all", List.of("nodes"));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5; i++) {
                programs.tell(new Alert.NodeJoined("e" + i, AT, new NodeName("n" + i)), List.of(target));
            }
        }
        programs.tell(new Alert.NodeJoined("last", AT, new NodeName("last")), List.of(target));
        await(() -> calls() >= 6);
        assertEquals("last", told(5).get("CRM_alert_node"));
        for (int i = 0; i < 5; i++) {
            assertEquals("n" + i, told(i).get("CRM_alert_node"));
            assertEquals("" + (i + 1), told(i).get("CRM_alert_node_sequence"));
        }
    }

    @Test
    void givesInstanceAttributesAndTheRecipientsOwnSettingsAndNothingOfTheDaemons() throws Exception {
        var recipient = new Recipient(
                "r",
                directory + "/all",
                Settings.of("m", Map.of("timestamp-format", "%s|%03N|%Y-%m-%d")),
                Settings.of("i", Map.of("colour", "red")));
        var target = new AlertTarget(
                "t",
                script(RECORD),
                Settings.NONE,
                Settings.of("a", Map.of("colour", "blue", "trap_version", "2c")),
                List.of(recipient),
                List.of(),
                List.of());
        programs.tell(new Alert.NodeJoined("30", AT, PI1), List.of(target));
        await(() -> calls() >= 1);
        String all = Files.readString(directory.resolve("all.0"));
        assertTrue(all.contains("\ncolour=red\n") || all.startsWith("colour=red\n"), all);
        assertTrue(all.contains("trap_version=2c"), all);
        assertTrue(all.contains("CRM_alert_timestamp=1795262602|001|2026-11-21"), all);
        assertFalse(all.contains("JAVA"), all);
        assertFalse(all.contains("HOME="), all);
    }

    @Test
    void aDisabledTargetIsNotToldAndOneWithoutRecipientsOnce() throws Exception {
        String path = script(RECORD.replace("$CRM_alert_recipient", directory + "/all"));
        var disabled = new AlertTarget(
                "off",
                path,
                Settings.of("m", Map.of("enabled", "false")),
                Settings.NONE,
                List.of(),
                List.of(),
                List.of());
        var alone = new AlertTarget("on", path, Settings.NONE, Settings.NONE, List.of(), List.of(), List.of());
        programs.tell(new Alert.NodeJoined("31", AT, PI1), List.of(disabled, alone));
        programs.tell(new Alert.NodeJoined("32", AT, PI2), List.of(disabled, alone));
        assertEquals("pi2", told(1).get("CRM_alert_node"));
        assertEquals(2, calls());
        assertFalse(told(0).containsKey("CRM_alert_recipient"));
    }

    @Test
    void aProgramThatHangsIsKilledWithItsChildrenAndTheNextAlertIsTold() throws Exception {
        String path = script("if [ \"$CRM_alert_node\" = pi1 ]; then sleep 600 & echo $! >" + directory
                + "/child; wait; fi; " + RECORD);
        var recipient = new Recipient("r", directory + "/all", Settings.NONE, Settings.NONE);
        var target = new AlertTarget(
                "t",
                path,
                Settings.of("m", Map.of("timeout", "1500ms")),
                Settings.NONE,
                List.of(recipient),
                List.of(),
                List.of());
        programs.tell(new Alert.NodeJoined("33", AT, PI1), List.of(target));
        programs.tell(new Alert.NodeJoined("34", AT, PI2), List.of(target));
        assertEquals("pi2", told(0).get("CRM_alert_node"));
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        await(() -> ProcessHandle.of(child).map(handle -> !handle.isAlive()).orElse(true));
    }

    @Test
    void aProgramThatIsMissingHoldsUpNobody() throws Exception {
        var missing = new AlertTarget(
                "gone", directory + "/gone", Settings.NONE, Settings.NONE, List.of(), List.of(), List.of());
        programs.tell(new Alert.NodeJoined("35", AT, PI1), List.of(missing, recorder("all", List.of())));
        assertEquals("pi1", told(0).get("CRM_alert_node"));
    }

    /** Keeps the environment of each call in a file of its own, counted from zero. */
    private static final String RECORD = """
            n=0; while ! mkdir "$CRM_alert_recipient.$n.lock" 2>/dev/null; do n=$((n+1)); done
            env >"$CRM_alert_recipient.new$n"; mv "$CRM_alert_recipient.new$n" "$CRM_alert_recipient.$n"
            """;

    /** A target whose calls are kept apart from other targets': recipients are told at the same time, in no order. */
    private AlertTarget recorder(String id, List<String> kinds) throws IOException {
        var recipient = new Recipient("r", directory + "/" + id, Settings.NONE, Settings.NONE);
        return new AlertTarget(id, script(RECORD), Settings.NONE, Settings.NONE, List.of(recipient), kinds, List.of());
    }

    private static AlertTarget withAttributes(AlertTarget target, List<String> names) {
        return new AlertTarget(
                target.id(),
                target.path(),
                target.meta(),
                target.environment(),
                target.recipients(),
                target.kinds(),
                names);
    }

    private String script(String body) throws IOException {
        Path script = directory.resolve("agent-" + Integer.toHexString(body.hashCode()) + ".sh");
        Files.writeString(script, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private Map<String, String> told(int call) throws Exception {
        return told("all", call);
    }

    /** The variables of Pacemaker's that a call got. */
    private Map<String, String> told(String target, int call) throws Exception {
        Path file = directory.resolve(target + "." + call);
        await(() -> Files.isRegularFile(file));
        var variables = new TreeMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("CRM_alert_")) {
                int equals = line.indexOf('=');
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }

    private int calls() throws IOException {
        try (var files = Files.list(directory)) {
            return (int) files.filter(file -> file.getFileName().toString().matches("all\\.\\d+"))
                    .count();
        }
    }

    private static OperationRecord operation(ExecutionStatus status, int exitCode) {
        return new OperationRecord(
                InstanceId.parse("web"),
                AgentId.parse("ocf:heartbeat:nginx").orElseThrow(),
                PI1,
                "monitor",
                Duration.ofSeconds(10),
                5,
                status,
                exitCode,
                Optional.of(0),
                "",
                Optional.of(AT),
                Duration.ofMillis(1250),
                Duration.ZERO,
                OperationRecord.Digests.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalLong.empty());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not happen within " + PATIENCE);
            Thread.sleep(20);
        }
    }
}
