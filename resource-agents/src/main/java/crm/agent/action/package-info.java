/**
 * What all agents inside this program share: the exit codes of the OCF standard, parameters with their defaults, the
 * deadline of a call, and the frame that turns an agent's methods into a {@link crm.port.ResourceAgent}.
 *
 * <p>Not here: any particular service ({@link crm.agent.network}, {@link crm.agent.web}, {@link crm.agent.storage}),
 * nor agents that are programs of their own ({@link crm.agent.script}).
 *
 * <p>Read {@link crm.agent.action.ServiceAgent} first.
 */
@NullMarked
package crm.agent.action;

import org.jspecify.annotations.NullMarked;
