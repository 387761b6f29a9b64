/**
 * The virtual table: a PoE switch with real links, three Pis and a storage box in namespaces of one Linux machine, and a
 * person's hands on their cables.
 *
 * <p>Here are only the entry points: {@link crm.demo.TableCommand}, which a person calls as {@code crm table …}, and
 * {@link crm.demo.TableMain}, the process that keeps the table. What the table is made of is in {@code crm.demo.table},
 * how it is asked for in {@code crm.demo.command}, and what it needs of the kernel in {@code crm.demo.linux}.
 *
 * <p>Not here: any decision about the cluster, whose nodes run the same daemon as real ones do ({@code crm.node}), and
 * the switch's SNMP answers ({@code crm.emulator.mikrotik}).
 */
@NullMarked
package crm.demo;

import org.jspecify.annotations.NullMarked;
