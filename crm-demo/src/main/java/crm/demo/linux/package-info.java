/**
 * What the table needs of the Linux kernel: namespaces, links, and processes to kill or freeze, always within a deadline.
 *
 * <p>Knows no switch and no Pi: those are in {@code crm.demo.table}. Read {@link crm.demo.linux.Shell} first.
 */
@NullMarked
package crm.demo.linux;

import org.jspecify.annotations.NullMarked;
