package crm.formats.cib;

/** CIBs the tests read. */
final class Samples {

    private Samples() {}

    /** A configuration part and nothing else. */
    static String configuration(String sections) {
        return "<cib validate-with=\"pacemaker-4.0\" have-quorum=\"1\">\n<configuration>\n" + sections
                + "\n</configuration>\n<status/>\n</cib>\n";
    }

    /** Resources and nothing else. */
    static String resources(String resources) {
        return configuration("<crm_config/><nodes/><resources>" + resources + "</resources><constraints/>");
    }

    /** Constraints, between two nodes whose ids are numbers. */
    static String constraints(String constraints) {
        return configuration("<crm_config/><nodes><node id=\"1\" uname=\"pi1\"/><node id=\"2\" uname=\"pi2\"/></nodes>"
                + "<resources/><constraints>" + constraints + "</constraints>");
    }

    /** A status part beside two configured nodes. */
    static String status(String attributes, String status) {
        return "<cib " + attributes
                + "><configuration><crm_config/><nodes><node id=\"1\" uname=\"pi1\"/><node id=\"2\" uname=\"pi2\"/>"
                + "</nodes><resources/><constraints/></configuration><status>" + status + "</status></cib>";
    }

    /** A bit of everything. */
    static final String EVERYTHING = """
            <cib validate-with="pacemaker-3.7" have-quorum="true" dc-uuid="1" execution-date="1400000000">
              <configuration>
                <crm_config>
                  <cluster_property_set id="low" score="5">
                    <nvpair id="l1" name="stonith-enabled" value="false"/>
                  </cluster_property_set>
                  <cluster_property_set id="cib-bootstrap-options">
                    <nvpair id="o1" name="stonith-enabled" value="true"/>
                    <nvpair id="o2" name="no-quorum-policy" value="suicide"/>
                    <nvpair id="o3" name="default-resource-stickiness" value="100"/>
                  </cluster_property_set>
                </crm_config>
                <nodes>
                  <node id="1" uname="pi1" type="normal">
                    <instance_attributes id="na"><nvpair id="na1" name="standby" value="off"/></instance_attributes>
                    <utilization id="nu"><nvpair id="nu1" name="cpu" value="4"/></utilization>
                  </node>
                  <node id="2" uname="pi2"/>
                </nodes>
                <resources>
                  <template id="tpl" class="ocf" provider="heartbeat" type="IPaddr2"/>
                  <primitive id="ip" template="tpl">
                    <meta_attributes id="im">
                      <nvpair id="im1" name="target-role" value="Started"/>
                      <rule id="ir" score="0"><date_expression id="ird" operation="gt" start="2005-020"/></rule>
                    </meta_attributes>
                    <operations>
                      <op id="iom" name="monitor" interval="10s" timeout="20s" on-fail="restart"/>
                    </operations>
                  </primitive>
                  <master id="ms">
                    <meta_attributes id="mm"><nvpair id="mm1" name="master-max" value="1"/></meta_attributes>
                    <group id="g"><primitive id="p" class="lsb" type="thing"/></group>
                  </master>
                  <bundle id="b">
                    <podman image="image" replicas="2" masters="1"/>
                    <network ip-range-start="10.0.0.1"><port-mapping id="pm" port="80"/></network>
                    <storage><storage-mapping id="sm" source-dir="/a" target-dir="/b"/></storage>
                    <primitive id="inside" class="ocf" provider="pacemaker" type="Stateful"/>
                  </bundle>
                </resources>
                <constraints>
                  <rsc_location id="l" rsc="ip" node="pi1" score="100"/>
                  <rsc_colocation id="c" rsc="ip" with-rsc="ms" with-rsc-role="Master" score="INFINITY"/>
                  <rsc_order id="o" first="ms" first-action="promote" then="ip" kind="Mandatory"/>
                  <rsc_ticket id="t" rsc="ip" ticket="A" loss-policy="stop"/>
                </constraints>
                <fencing-topology>
                  <fencing-level id="f" target="pi1" index="1" devices="switch,watchdog"/>
                </fencing-topology>
                <alerts><alert id="a" path="/bin/alert"><recipient id="ar" value="all"/></alert></alerts>
                <tags><tag id="both"><obj_ref id="ip"/><obj_ref id="b"/></tag></tags>
              </configuration>
              <status>
                <node_state id="1" uname="pi1" in_ccm="true" crmd="online" join="member" expected="member">
                  <transient_attributes id="1">
                    <instance_attributes id="st1"><nvpair id="s1" name="master-p" value="10"/></instance_attributes>
                  </transient_attributes>
                  <lrm id="1"><lrm_resources><lrm_resource id="ip" class="ocf" provider="heartbeat" type="IPaddr2">
                    <lrm_rsc_op id="ip_last_0" operation="start" interval="0" call-id="5" rc-code="0" op-status="0"
                      transition-key="3:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" op-digest="d" exec-time="12"/>
                    <lrm_rsc_op id="ip_last_failure_0" operation="monitor" interval="10000" call-id="4" rc-code="1"
                      op-status="0" transition-key="3:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" exit-reason="gone"/>
                  </lrm_resource></lrm_resources></lrm>
                </node_state>
                <tickets><ticket_state id="A" granted="true" standby="false" last-granted="5"/></tickets>
              </status>
            </cib>
            """;
}
