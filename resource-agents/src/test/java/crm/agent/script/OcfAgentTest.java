package crm.agent.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.agent.Agents;
import crm.agent.process.ProcessTable;
import crm.agent.testing.Calls;
import crm.agent.testing.LifeCycle;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.AgentCatalog.Metadata;
import crm.port.ResourceAgent.Result;
import crm.state.ExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small agents written for the test, run as any other. */
class OcfAgentTest {

    @TempDir
    Path directory;

    private Agents agents;

    @BeforeEach
    void makeAProvider() throws IOException {
        Files.createDirectories(directory.resolve("ocf/resource.d/test"));
        agents = new Agents(
                new NodeName("pi1"),
                directory.resolve("run"),
                List.of(directory.resolve("ocf/resource.d")),
                directory.resolve("init.d"));
    }

    private Calls agent(String name, String script) throws IOException {
        Path file = directory.resolve("ocf/resource.d/test").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertTrue(file.toFile().setExecutable(true));
        String id = "ocf:test:" + name;
        return new Calls(agents.agent(AgentId.parse(id).orElseThrow()).orElseThrow(), id, new LinkedHashMap<>());
    }

    @Test
    void tellsTheAgentWhatTheStandardSays() throws IOException {
        Calls agent =
                agent("env", "env | grep -E '^(OCF|HA|CRM)' | sort\nexit 0\n").with("ip", "10.0.0.1");
        String said = agent.monitor().output();
        assertEquals(
                String.join(
                        "\n",
                        "CRM_NODE=pi1",
                        "HA_RSCTMP=/run/resource-agents",
                        "HA_SBIN_DIR=" + directory.resolve("run/shims"),
                        "OCF_CHECK_LEVEL=0",
                        "OCF_EXIT_REASON_PREFIX=ocf-exit-reason:",
                        "OCF_RA_VERSION_MAJOR=1",
                        "OCF_RA_VERSION_MINOR=1",
                        "OCF_RESKEY_CRM_meta_interval=10000",
                        "OCF_RESKEY_CRM_meta_name=monitor",
                        "OCF_RESKEY_CRM_meta_on_node=pi1",
                        "OCF_RESKEY_CRM_meta_on_node_uuid=pi1",
                        "OCF_RESKEY_CRM_meta_timeout=20000",
                        "OCF_RESKEY_crm_feature_set=3.20.1",
                        "OCF_RESKEY_ip=10.0.0.1",
                        "OCF_RESOURCE_INSTANCE=under-test",
                        "OCF_RESOURCE_PROVIDER=test",
                        "OCF_RESOURCE_TYPE=env",
                        "OCF_ROOT=" + directory.resolve("ocf")),
                said);
    }

    @Test
    void takesTheAgentsReasonAndItsCode() throws IOException {
        Result result = agent("broken", "echo some log >&2\necho 'ocf-exit-reason:no disk' >&2\nexit 5\n")
                .start();
        LifeCycle.expect(5, "start", result);
        assertEquals("no disk", result.exitReason());
    }

    @Test
    void callsAnUnknownCodeAnError() throws IOException {
        Result result = agent("odd", "exit 77\n").start();
        LifeCycle.expect(1, "start", result);
        assertTrue(result.exitReason().contains("exit code 77"), result.exitReason());
        LifeCycle.expect(1, "killed", agent("killed", "kill -9 $$\n").start());
    }

    @Test
    void killsTheWholeGroupOfOneThatIsLateAndTellsWhatItDid() throws IOException {
        Calls slow = agent("slow", "echo working\nsh -c 'sleep 1234' &\nwait\n");
        Result late = slow.perform("start", Duration.ofMillis(300));
        assertEquals(ExecutionStatus.TIMED_OUT, late.status());
        assertTrue(late.took().toMillis() < 1300, late.toString());
        assertTrue(late.output().contains("sleep 1234") && late.output().contains("working"), late.output());
        assertEquals(
                List.of(),
                ProcessTable.living(p -> ProcessTable.commandLine(p.pid()).equals("sleep 1234")));
    }

    @Test
    void doesNotWaitForADaemonThatKeepsThePipesOpen() throws IOException {
        Calls starter = agent("starter", "setsid sleep 5 &\nexit 0\n");
        Result result = starter.start();
        LifeCycle.expect(0, "start", result);
        assertTrue(result.took().toMillis() < 4000, result.toString());
    }

    @Test
    void keepsOnlyTheEndOfWhatAChattyAgentWrites() throws IOException {
        Result result = agent("chatty", "seq 1 400000\necho the end\nexit 0\n").start();
        LifeCycle.expect(0, "start", result);
        assertTrue(result.output().endsWith("the end") && result.output().length() < 5000);
    }

    @Test
    void readsMetadataOnceAndListsWhatIsInstalled() throws IOException {
        agent(
                "described",
                "echo x >> " + directory.resolve("asked")
                        + "\necho '<resource-agent name=\"described\" version=\"2\"><shortdesc>short</shortdesc></resource-agent>'\n");
        Path hidden = directory.resolve("ocf/resource.d/test/.hidden");
        Files.writeString(hidden, "#!/bin/sh\n");
        assertTrue(hidden.toFile().setExecutable(true));
        AgentId id = AgentId.parse("ocf:test:described").orElseThrow();
        Metadata metadata = agents.metadata(id, Duration.ofSeconds(5)).orElseThrow();
        assertEquals("short", metadata.shortText());
        assertEquals(metadata, agents.metadata(id, Duration.ofSeconds(5)).orElseThrow());
        assertEquals("x\n", Files.readString(directory.resolve("asked")));
        assertEquals(List.of(id), agents.list("ocf"));
        assertTrue(agents.agent(AgentId.parse("ocf:test:absent").orElseThrow()).isEmpty());
        assertTrue(agents.agent(AgentId.parse("ocf:..:described").orElseThrow()).isEmpty());
    }

    @Test
    void answersAgentsThatAskForTheNodesName() throws IOException {
        assertEquals("pi1", agent("asks", "crm_node -n\n").monitor().output());
    }

    @Test
    void handsAttributesOnToTheCluster() throws IOException {
        Path client = directory.resolve("crm");
        Files.writeString(client, "#!/bin/sh\necho \"$@\"\n");
        assertTrue(client.toFile().setExecutable(true));
        Calls agent = agent("promoting", """
                export CRM_CLIENT=%s
                "${HA_SBIN_DIR}/crm_attribute" --promotion -v 10
                crm_attribute --promotion -D
                crm_master -l reboot -v 5
                attrd_updater -n pingd -U 100 -d 5s
                crm_attribute -N pi2 --name=color --update=red -l reboot
                crm_attribute -G -n color -d blue -q
                crm_resource -W -r web -q
                """.formatted(client));
        assertEquals("""
                --no-wait node attribute pi1 master-under-test 10
                --no-wait node attribute pi1 master-under-test --delete
                --no-wait node attribute pi1 master-under-test 5
                --no-wait node attribute pi1 pingd 100
                --no-wait node attribute pi2 color red
                blue
                resource locate web\
                """, agent.start().output());
    }

    @Test
    void runsInitScriptsByTheirOwnCodes() throws IOException {
        Path script = directory.resolve("init.d/thing");
        Files.createDirectories(script.getParent());
        Files.writeString(script, """
                #!/bin/sh
                s=%s/thing.state
                case $1 in
                  start) touch $s ;;
                  stop) rm -f $s ;;
                  status) test -e $s || exit 3 ;;
                  *) exit 3 ;;
                esac
                """.formatted(directory));
        assertTrue(script.toFile().setExecutable(true));
        for (String id : List.of("lsb:thing", "service:thing")) {
            LifeCycle.check(
                    new Calls(agents.agent(AgentId.parse(id).orElseThrow()).orElseThrow(), id, Map.of()));
        }
        assertEquals(List.of(AgentId.parse("lsb:thing").orElseThrow()), agents.list("lsb"));
        assertFalse(agents.agent(AgentId.parse("lsb:absent").orElseThrow()).isPresent());
    }

    @Test
    void keepsTheContractWithUnitsOfSystemd() throws IOException {
        Path systemctl = directory.resolve("systemctl");
        Files.writeString(systemctl, """
                #!/bin/sh
                s=%s/unit.state
                case $1 in
                  start) touch $s ;;
                  stop) rm -f $s ;;
                  show) echo LoadState=loaded; test -e $s && echo ActiveState=active || echo ActiveState=failed ;;
                esac
                """.formatted(directory));
        assertTrue(systemctl.toFile().setExecutable(true));
        LifeCycle.check(new Calls(new SystemdAgent("nginx", systemctl.toString()), "systemd:nginx", Map.of()));
    }
}
