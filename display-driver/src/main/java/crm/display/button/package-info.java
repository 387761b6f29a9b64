/**
 * The panic button and the heartbeat lamp of a Pi, in a process of their own: both must work while the daemon hangs.
 *
 * <p>Not here: the pins themselves ({@link crm.display.pi}); who writes the sign of life that the lamp shows (the daemon,
 * with {@link crm.display.button.SignOfLife#write}).
 *
 * <p>Read {@link crm.display.button.ButtonState} first, then {@link crm.display.button.ButtonAndLamp}.
 */
@NullMarked
package crm.display.button;

import org.jspecify.annotations.NullMarked;
