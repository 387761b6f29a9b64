package crm.formats.pacemaker;

import static crm.formats.pacemaker.Plans.action;
import static crm.formats.pacemaker.Plans.cloned;
import static crm.formats.pacemaker.Plans.fencing;
import static crm.formats.pacemaker.Plans.id;
import static crm.formats.pacemaker.Plans.monitor;
import static crm.formats.pacemaker.Plans.node;
import static crm.formats.pacemaker.Plans.primitive;
import static crm.formats.pacemaker.Plans.shutdown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.configuration.Configuration;
import crm.model.Role;
import crm.model.Score;
import crm.policy.ScoreLine;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static Plans plans() {
        return new Plans()
                .online("n1", "n2")
                .with(primitive("web"))
                .with(cloned("c").of(primitive("p:0").known("p").now(Role.STARTED, "n1"), primitive("p:1")))
                .with(action("web", "start")
                        .on("n1")
                        .after(2)
                        .parameter("ip", "a<b")
                        .meta("op-target-rc", "0"))
                .with(fencing("n2").downs("n2"))
                .with(monitor("web", TEN_SECONDS).on("n1").after(1))
                .with(action("p:0", "stop").on("n1").priority(5).after(99))
                .with(action("c", "running").pseudo())
                .with(shutdown("n1").after(4));
    }

    @Test
    void actionsAreExecutedInPassesThroughTheGraphsOrder() {
        assertEquals("""
                Executing Cluster Transition:
                  * Resource action: p               stop on n1
                  * Pseudo action:   c_running_0
                  * Cluster action:  do_shutdown on n1
                  * Fencing n2 (reboot)
                  * Resource action: web             start on n1
                  * Resource action: web             monitor=10000 on n1
                """, ExecutionText.of(Graph.of(plans().plan())));
    }

    @Test
    void theGraphTellsActionsTheirInputsAndWhatTheyAreCalledWith() {
        assertEquals(
                """
                <transition_graph cluster-delay="60s" fencing-timeout="60s" failed-stop-offset="INFINITY" \
                failed-start-offset="INFINITY" transition_id="1">
                  <synapse id="0">
                    <action_set>
                      <rsc_op id="1" operation="start" operation_key="web_start_0" on_node="n1" on_node_uuid="id-n1">
                        <primitive id="web" class="ocf" provider="heartbeat" type="Dummy"/>
                        <attributes CRM_meta_op_target_rc="0" ip="a&lt;b">
                          <param name="1" value="x"/>
                        </attributes>
                      </rsc_op>
                    </action_set>
                    <inputs>
                      <trigger>
                        <crm_event id="2" operation="stonith" operation_key="stonith-n2-reboot" on_node="n2" on_node_uuid="id-n2"/>
                      </trigger>
                    </inputs>
                  </synapse>
                  <synapse id="1" priority="5">
                    <action_set>
                      <rsc_op id="3" operation="stop" operation_key="p_stop_0" internal_operation_key="p:0_stop_0" \
                on_node="n1" on_node_uuid="id-n1">
                        <primitive id="p" long-id="p:0" class="ocf" provider="heartbeat" type="Dummy"/>
                        <attributes/>
                      </rsc_op>
                    </action_set>
                    <inputs/>
                  </synapse>
                  <synapse id="2">
                    <action_set>
                      <crm_event id="2" operation="stonith" operation_key="stonith-n2-reboot" on_node="n2" on_node_uuid="id-n2">
                        <attributes CRM_meta_stonith_action="reboot"/>
                        <downed>
                          <node id="id-n2"/>
                        </downed>
                      </crm_event>
                    </action_set>
                    <inputs/>
                  </synapse>
                </transition_graph>
                """,
                GraphXml.of(
                        new Plans()
                                .online("n1", "n2")
                                .with(primitive("web"))
                                .with(cloned("c").of(primitive("p:0").known("p").now(Role.STARTED, "n1")))
                                .with(action("web", "start")
                                        .on("n1")
                                        .after(2)
                                        .parameter("ip", "a<b")
                                        .parameter("1", "x")
                                        .meta("op-target-rc", "0"))
                                .with(fencing("n2").downs("n2"))
                                .with(action("p:0", "stop").on("n1").priority(5))
                                .plan(),
                        Configuration.EMPTY));
    }

    @Test
    void anEmptyGraphIsOneElement() {
        assertEquals(
                "<transition_graph cluster-delay=\"60s\" fencing-timeout=\"60s\" failed-stop-offset=\"INFINITY\""
                        + " failed-start-offset=\"INFINITY\" transition_id=\"1\"/>\n",
                GraphXml.of(new Plans().plan(), Configuration.EMPTY));
    }

    @Test
    void scoresAreSortedAfterAnEmptyLine() {
        var plan = new Plans()
                .with(new ScoreLine.Allocation(ScoreLine.Step.PRIMITIVE, id("web"), node("n2"), Score.NEVER))
                .with(new ScoreLine.Allocation(ScoreLine.Step.CLONE, id("c"), node("n1"), Score.ZERO))
                .with(new ScoreLine.Promotion(id("p:0"), Optional.of(node("n1")), Score.INFINITY))
                .with(new ScoreLine.Promotion(id("p:1"), Optional.empty(), Score.of(5)))
                .plan();
        assertEquals("""

                p:0 promotion score on n1: INFINITY
                p:1 promotion score (inactive): 5
                pcmk__clone_assign: c allocation score on n1: 0
                pcmk__primitive_assign: web allocation score on n2: -INFINITY
                """, ScoresText.of(plan));
    }
}
