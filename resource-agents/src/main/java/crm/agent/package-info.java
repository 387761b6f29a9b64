/**
 * Starts, stops and checks services.
 */
@NullMarked
package crm.agent;

import org.jspecify.annotations.NullMarked;
