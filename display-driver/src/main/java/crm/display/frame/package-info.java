/**
 * Dots: a picture of three inks, and letters made for it, drawn dot by dot in {@code *.font} files beside these classes.
 *
 * <p>Not here: what is drawn ({@link crm.display.layout}).
 *
 * <p>Read {@link crm.display.frame.Frame} first.
 */
@NullMarked
package crm.display.frame;

import org.jspecify.annotations.NullMarked;
