/**
 * Who is present, and the replicated journal.
 */
@NullMarked
package crm.membership;

import org.jspecify.annotations.NullMarked;
