/**
 * A PoE switch as RouterOS shows it over SNMP: interfaces, power over Ethernet and link traps, with the bad habits that
 * real switches were seen to have. Written from the MIBs and the vendor's manual; it shares no code with the fence
 * agent that is tested against it.
 *
 * <p>Not here: what a port really is. That is a {@link crm.emulator.mikrotik.SwitchPorts}: memory in
 * {@link crm.emulator.mikrotik.MemoryPorts}, real network links on the virtual table.
 *
 * <p>Read {@link crm.emulator.mikrotik.SwitchAgent} first, then {@link crm.emulator.mikrotik.Quirk}.
 */
@NullMarked
package crm.emulator.mikrotik;

import org.jspecify.annotations.NullMarked;
