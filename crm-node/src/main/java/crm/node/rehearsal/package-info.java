/**
 * The loss of a node, played in memory before it happens. A virtual machine that does something for the first time loads
 * and links what it needs for that: on a small computer this takes longer than the deed itself.
 *
 * <p>Not here: what agents and fence devices do to get warm, which is theirs to know.
 *
 * <p>Read {@link crm.node.rehearsal.Rehearsal} first.
 */
@NullMarked
package crm.node.rehearsal;

import org.jspecify.annotations.NullMarked;
