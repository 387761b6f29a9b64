/**
 * The virtual table.
 */
@NullMarked
package crm.demo;

import org.jspecify.annotations.NullMarked;
