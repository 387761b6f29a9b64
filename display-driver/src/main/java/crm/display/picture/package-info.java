/**
 * Panels that are picture files: what the virtual table shows where the real one has e-Paper.
 *
 * <p>Not here: what is drawn ({@link crm.display.layout}).
 *
 * <p>Read {@link crm.display.picture.PicturePanel} first.
 */
@NullMarked
package crm.display.picture;

import org.jspecify.annotations.NullMarked;
