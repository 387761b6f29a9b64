/**
 * How a person, or a test, reaches the table: its control socket, the client of it, setting it up and clearing away.
 *
 * <p>Not here: what an order does ({@code crm.demo.table}).
 *
 * <p>Read {@link crm.demo.command.TableClient} first.
 */
@NullMarked
package crm.demo.command;

import org.jspecify.annotations.NullMarked;
