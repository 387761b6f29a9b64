/**
 * Cuts a node's power at the switch port that feeds it, and proves it; watches the port's link.
 *
 * <p>Two halves. Pure: {@link crm.fencing.snmp.PortRequest} and {@link crm.fencing.snmp.PortReply} say what is asked and
 * what an answer means, {@link crm.fencing.snmp.PowerJudgement} what may be concluded from it. Thin:
 * {@link crm.fencing.snmp.SnmpSession} moves the bytes, {@link crm.fencing.snmp.SnmpSwitch} puts the questions in order,
 * {@link crm.fencing.snmp.LinkWatcher} hears traps and polls.
 *
 * <p>Not here: the reading of configured parameters ({@link crm.fencing}).
 *
 * <p>Read {@link crm.fencing.snmp.PowerJudgement} first: everything else serves it.
 */
@NullMarked
package crm.fencing.snmp;

import org.jspecify.annotations.NullMarked;
