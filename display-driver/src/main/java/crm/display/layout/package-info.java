/**
 * What a screen says of the cluster, and where on the panel it stands. Pure: a status view in, a frame out.
 *
 * <p>Not here: when a panel is redrawn ({@link crm.display.ScreenPolicy}), how letters look ({@link
 * crm.display.frame}).
 *
 * <p>Read {@link crm.display.layout.ScreenText} first, then {@link crm.display.layout.StatusLayout}.
 */
@NullMarked
package crm.display.layout;

import org.jspecify.annotations.NullMarked;
