/**
 * Which happenings deserve telling, and what is told: alerts one by one, and an incident as a whole.
 *
 * <p>Not here: paper, programs and screens (modules {@code printer-alerts} and {@code display-driver}).
 *
 * <p>Read {@link crm.alert.Alert} first.
 */
@NullMarked
package crm.alert;

import org.jspecify.annotations.NullMarked;
