/**
 * Starts, stops and checks services: which agents there are on this node ({@link crm.agent.Agents}), and what they say
 * of themselves.
 *
 * <p>Not here: the agents. Ours, inside this program, are in {@link crm.agent.network} (floating address),
 * {@link crm.agent.web} (web server), {@link crm.agent.storage} (disk) and {@link crm.agent.dummy}; those that are
 * programs of their own are run by {@link crm.agent.script}.
 *
 * <p>Read {@link crm.agent.Agents} first.
 */
@NullMarked
package crm.agent;

import org.jspecify.annotations.NullMarked;
