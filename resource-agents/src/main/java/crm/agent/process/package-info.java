/**
 * Processes of this machine as {@code /proc} shows them, and how one is begun in a session of its own, recognised
 * again after the daemon's restart, and ended with all its children.
 *
 * <p>Not here: what the processes serve ({@link crm.agent.web}), nor programs that run for one action only
 * ({@link crm.agent.script}).
 *
 * <p>Read {@link crm.agent.process.ServiceProcess} first.
 */
@NullMarked
package crm.agent.process;

import org.jspecify.annotations.NullMarked;
