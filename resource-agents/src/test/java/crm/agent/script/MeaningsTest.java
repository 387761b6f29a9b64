package crm.agent.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.agent.action.OcfExit;
import crm.model.AgentId;
import crm.port.AgentCatalog.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What words and numbers of other programs mean. */
class MeaningsTest {

    @Test
    void aUnitRunsOnlyWhenItIsActiveOrReloading() {
        assertEquals(Optional.of(OcfExit.SUCCESS), unit("active").exit());
        assertEquals(Optional.of(OcfExit.SUCCESS), unit("reloading").exit());
        assertEquals(Optional.empty(), unit("activating").exit());
        assertEquals(Optional.empty(), unit("deactivating").exit());
        for (String other : List.of("inactive", "failed", "maintenance", "")) {
            assertEquals(Optional.of(OcfExit.NOT_RUNNING), unit(other).exit());
        }
    }

    private static UnitState unit(String active) {
        return UnitState.parse("LoadState=loaded\nActiveState=" + active + "\n");
    }

    @Test
    void aUnitIsAServiceUnlessItSaysOtherwise() {
        assertEquals("nginx.service", UnitState.unitName("nginx"));
        assertEquals("data.mount", UnitState.unitName("data.mount"));
        assertEquals("a.b.service", UnitState.unitName("a.b"));
    }

    @Test
    void initScriptsSayInThreeWaysThatNothingRuns() {
        assertEquals(OcfExit.SUCCESS, InitScriptStatus.ofStatus(0));
        for (int code : new int[] {1, 2, 3}) {
            assertEquals(OcfExit.NOT_RUNNING, InitScriptStatus.ofStatus(code));
        }
        assertEquals(OcfExit.GENERIC_ERROR, InitScriptStatus.ofStatus(4));
        assertEquals(OcfExit.INSUFFICIENT_PRIVILEGES, InitScriptStatus.ofAction(4));
        assertEquals(OcfExit.GENERIC_ERROR, InitScriptStatus.ofAction(99));
    }

    @Test
    void theLastReasonAnAgentGivesCounts() {
        assertEquals("two", AgentEnvironment.exitReason("log\nocf-exit-reason:one\nocf-exit-reason: two\nlog\n"));
        assertEquals("", AgentEnvironment.exitReason("nothing said"));
    }

    @Test
    void readsWhatAnAgentSaysOfItself() {
        Metadata metadata = AgentDocument.parse(AgentId.parse("ocf:test:thing").orElseThrow(), """
                        <?xml version="1.0"?>
                        <!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
                        <resource-agent name="thing" version="1.5">
                        <longdesc lang="en">long</longdesc><shortdesc lang="en">short</shortdesc>
                        <parameters>
                        <parameter name="ip" unique="1" required="1"><content type="string" default=""/></parameter>
                        <parameter name="password" unique-group="g" reloadable="1">
                          <shortdesc>secret</shortdesc><content type="string"/></parameter>
                        </parameters>
                        <actions>
                        <action name="start" timeout="20s"/>
                        <action name="monitor" timeout="200ms" interval="10" role="Promoted" depth="0"/>
                        </actions></resource-agent>
                        """)
                .orElseThrow();
        assertEquals("1.5 short long", metadata.version() + " " + metadata.shortText() + " " + metadata.longText());
        assertTrue(metadata.parameters().get(0).required()
                && metadata.parameters().get(0).unique());
        assertEquals(Optional.of(""), metadata.parameters().get(0).defaultValue());
        assertTrue(metadata.parameters().get(1).secret()
                && metadata.parameters().get(1).reloadable());
        assertEquals(
                Optional.of(Duration.ofSeconds(20)), metadata.actions().get(0).timeout());
        assertEquals(
                Optional.of(Duration.ofMillis(200)), metadata.actions().get(1).timeout());
        assertEquals(
                Optional.of(Duration.ofSeconds(10)), metadata.actions().get(1).interval());
        assertEquals(Optional.of("Promoted"), metadata.actions().get(1).role());
    }

    @Test
    void opensNoFileThatADescriptionNames() {
        String xml = "<!DOCTYPE resource-agent [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<resource-agent name=\"t\"><shortdesc>&x;</shortdesc></resource-agent>";
        AgentId id = AgentId.parse("ocf:test:t").orElseThrow();
        assertEquals("", AgentDocument.parse(id, xml).map(Metadata::shortText).orElse(""));
        assertTrue(AgentDocument.parse(id, "no xml at all").isEmpty());
        assertTrue(AgentDocument.parse(id, "<something-else/>").isEmpty());
    }
}
