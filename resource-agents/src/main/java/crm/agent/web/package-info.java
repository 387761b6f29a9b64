/**
 * The web server: begun in the foreground as a process of ours, ready as soon as it answers, watched both as a process
 * and through its URL.
 *
 * <p>Not here: sessions, signals and adoption after a restart ({@link crm.agent.process}).
 *
 * <p>Read {@link crm.agent.web.WebServer} first.
 */
@NullMarked
package crm.agent.web;

import org.jspecify.annotations.NullMarked;
