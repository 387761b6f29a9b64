/**
 * Agents that are programs of their own: OCF agents, init scripts, systemd units. What they are told, what their
 * answers mean, and the small commands they call back ({@link crm.agent.script.Shims}).
 *
 * <p>Pure are {@link crm.agent.script.AgentEnvironment}, {@link crm.agent.script.AgentDocument},
 * {@link crm.agent.script.InitScriptStatus} and {@link crm.agent.script.UnitState}.
 *
 * <p>Not here: how a program is run and killed in time ({@link crm.agent.process.ShortProcess}).
 *
 * <p>Read {@link crm.agent.script.OcfAgent} first.
 */
@NullMarked
package crm.agent.script;

import org.jspecify.annotations.NullMarked;
