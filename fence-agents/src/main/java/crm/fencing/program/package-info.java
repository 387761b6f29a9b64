/**
 * Fence agents of other projects, run as programs: {@code fence_apc}, {@code fence_ipmilan} and a hundred more, by the
 * rules of the Fence Agent API; and {@code clusterctrl}, which is no fence agent but a program too.
 *
 * <p>Not here: the switch, for which we have a driver of our own ({@link crm.fencing.snmp}); the reading of configured
 * parameters ({@link crm.fencing}).
 *
 * <p>Read {@link crm.fencing.program.AgentDevice} first.
 */
@NullMarked
package crm.fencing.program;

import org.jspecify.annotations.NullMarked;
