/**
 * What stands on the table and how it behaves: ports, cables, power, machines, and the loop that owns them.
 *
 * <p>The table plays physics, not cluster: whether a Pi has power follows from the main plug, its cable and its port,
 * and from nothing else.
 *
 * <p>Not here: how a person's command reaches it ({@code crm.demo.command}), the switch's SNMP side
 * ({@code crm.emulator.mikrotik}), and what it looks like in a terminal ({@code crm.demo.view}).
 *
 * <p>Read {@link crm.demo.table.Port} first, then {@link crm.demo.table.Table}.
 */
@NullMarked
package crm.demo.table;

import org.jspecify.annotations.NullMarked;
