/**
 * The table where there is no root and no Linux: the simulated cluster in real time, asked through the daemon's own control
 * sockets and pages, with a real web server as its service.
 *
 * <p>Not here: the world itself and what can befall it ({@code crm.demo.simulation}), the table of real processes
 * ({@code crm.demo.table}).
 *
 * <p>Read {@link crm.demo.live.LiveMain} first.
 */
@NullMarked
package crm.demo.live;

import org.jspecify.annotations.NullMarked;
