/**
 * Runs Pacemaker alert agents, unchanged, with the environment they expect.
 *
 * <p>Not here: which happenings are told ({@link crm.alert.Alert} and the coordinator).
 *
 * <p>Read {@link crm.printer.program.AlertPrograms} first, then {@link crm.printer.program.AlertEnvironment}.
 */
@NullMarked
package crm.printer.program;

import org.jspecify.annotations.NullMarked;
