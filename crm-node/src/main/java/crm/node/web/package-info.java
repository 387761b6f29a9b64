/**
 * The web page of one daemon, for people who look. Every answer is taken from the same replies as {@code crm status --output
 * json}; what the page looks like is in {@code page.html}, {@code page.css} and {@code page.js} beside this package's
 * classes.
 *
 * <p>Not here: changes, which come over the control socket only ({@code crm.node.control}). Read
 * {@link crm.node.web.StatusServer} first.
 */
@NullMarked
package crm.node.web;

import org.jspecify.annotations.NullMarked;
