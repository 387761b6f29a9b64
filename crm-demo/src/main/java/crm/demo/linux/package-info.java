/**
 * What the table needs of the Linux kernel: namespaces, links, and processes to kill or freeze, always within a deadline.
 *
 * <p>Not here: any switch or Pi ({@code crm.demo.table}).
 *
 * <p>Read {@link crm.demo.linux.Shell} first.
 */
@NullMarked
package crm.demo.linux;

import org.jspecify.annotations.NullMarked;
