/**
 * Every command and how its answer reads. The daemon parses and renders; what a person starts is a thin client which
 * hands over the arguments and prints what comes back, so that {@code crm status} answers in a tenth of a second.
 *
 * <p>Here only the parts: {@link crm.cli.client} is what runs in the shell, {@link crm.cli.wire} what it says to the
 * daemon, {@link crm.cli.grammar} how a command is written, {@link crm.cli.command} what each command does, and
 * {@link crm.cli.render} how answers read. What a request does to the cluster is decided in {@code crm.coordination}.
 *
 * <p>Read {@link crm.cli.command.CommandLine} first.
 */
@NullMarked
package crm.cli;

import org.jspecify.annotations.NullMarked;
