/**
 * Text in and out.
 */
@NullMarked
package crm.formats;

import org.jspecify.annotations.NullMarked;
