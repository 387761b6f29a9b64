/**
 * Keeps a panel up to date with the cluster: when to redraw, how often at most, and what the panel has endured so far.
 *
 * <p>Not here: dots and letters ({@link crm.display.frame}), what is said and where it stands ({@link
 * crm.display.layout}), the wire to an e-Paper panel ({@link crm.display.epaper}), panels that are picture files ({@link
 * crm.display.picture}).
 *
 * <p>Read {@link crm.display.StatusScreen} first.
 */
@NullMarked
package crm.display;

import org.jspecify.annotations.NullMarked;
