/**
 * Our fence devices as an ordinary fence agent, {@code fence_crm}: a program that Pacemaker and others run by the rules of
 * the Fence Agent API.
 *
 * <p>Not here: the devices ({@link crm.fencing.snmp}, {@link crm.fencing.program}); how the cluster itself uses them
 * ({@link crm.fencing.FencingDevices}), which keeps them open and has no need of a program.
 *
 * <p>Read {@link crm.fencing.agent.FenceCrm} first.
 */
@NullMarked
package crm.fencing.agent;

import org.jspecify.annotations.NullMarked;
